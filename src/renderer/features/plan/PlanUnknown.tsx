import type { WireError } from "../../../shared/errors";
import { useLanguage } from "../../store/window-context";
import { GetButton } from "../downloads/GetButton";
import type { CatalogEntryHere } from "./plan-choices";

/** Instead of a plan: what is known of a model that is not on disk, or why the core gave none. */
export function PlanUnknown({ error, entry }: { error: WireError; entry: CatalogEntryHere | null }) {
  const { words, format } = useLanguage();
  const { whatIf } = words;
  if (entry === null) {
    return (
      <p className="soft" role="status">
        <b>{words.errors[error.code]}</b> {error.message}
      </p>
    );
  }
  return (
    <>
      <p className="plan-verdict" data-fits={entry.fits} role="status">
        <b>{entry.fits ? whatIf.fitsAlone : whatIf.fitsNever}</b>{" "}
        <span className="soft">{whatIf.notOnDisk(format.file(entry.weightsBytes))}</span>
      </p>
      <div className="plan-actions">
        <GetButton
          named
          source={entry.name}
          name={entry.displayName}
          published={entry.source !== null}
          kind={entry.fits ? "primary" : "outlined"}
        />
      </div>
    </>
  );
}
