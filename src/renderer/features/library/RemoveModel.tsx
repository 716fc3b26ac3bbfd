import { useState } from "react";
import { TresorError, type WireError } from "../../../shared/errors";
import type { Model } from "../../../shared/shapes/model";
import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";

/** Asks before files leave the disk: says which, how large, and which names and places lose their model. */
export function RemoveModel({ model, onKeep }: { model: Model; onKeep: () => void }) {
  const { reference, files, sizeBytes, aliases } = model;
  const resident = useSnapshot(({ residents }) => residents.some((candidate) => candidate.reference === reference));
  const { client } = useServices();
  const { words, format } = useLanguage();
  const { library, errors, notice } = words;
  const [error, setError] = useState<WireError | null>(null);
  const [working, setWorking] = useState(false);
  const remove = async (force: boolean) => {
    setWorking(true);
    try {
      // The row goes with the event that the library has changed.
      await client.remove({ reference, force });
      setError(null);
    } catch (thrown) {
      setError(TresorError.from(thrown).toWire());
    } finally {
      setWorking(false);
    }
  };
  return (
    <div className="remove-model">
      <p role="alert">
        <b>{library.removeAsk(reference, format.file(sizeBytes))}</b>
      </p>
      <ul>
        {files.map((path) => (
          <li key={path}>
            <code>{path}</code>
          </li>
        ))}
      </ul>
      <p className="soft">
        {aliases.length === 0 ? null : library.removeNames(aliases.join(", "))}{" "}
        {resident ? library.removeResident : null}
      </p>
      {error === null ? null : (
        <p className="download-error" role="alert">
          <b>{errors[error.code]}</b> {error.message} <span className="fault-code">{notice.code(error.code)}</span>
        </p>
      )}
      <div className="model-actions">
        <Button
          kind="outlined"
          className="button-loss"
          disabled={working}
          data-testid="remove-now"
          onClick={() => void remove(error?.code === "model_in_use")}
        >
          {error?.code === "model_in_use" ? library.removeAnyway : library.removeNow(reference)}
        </Button>
        <Button kind="plain" onClick={onKeep}>
          {library.keep}
        </Button>
      </div>
    </div>
  );
}
