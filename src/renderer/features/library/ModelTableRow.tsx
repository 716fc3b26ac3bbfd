import type { Model } from "../../../shared/shapes/model";
import { useLanguage, useNow, useServices, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { QualityMark } from "../../ui/QualityMark";
import { secondName } from "../residency/model-name";
import { doingOf } from "../residency/resident-doing";
import { shortDigest } from "./short-digest";

export function ModelTableRow({ model }: { model: Model }) {
  const { words, format } = useLanguage();
  const { library } = words;
  const about = [
    secondName(model.reference, model.displayName),
    model.demo ? words.resident.demo : null,
    model.licence,
  ];
  return (
    <tr data-testid="model-row" data-reference={model.reference}>
      <td className="resident-name" title={model.path}>
        <b>{model.reference}</b>
        <span>{about.filter((fact) => fact !== null).join(", ")}</span>
      </td>
      <td className="column-quality">
        <QualityMark
          quality={model.quality}
          quantization={model.quantization}
          word={model.quality === "full" ? words.resident.fullShort : words.resident.experimental}
        />
        <span className="quiet">{`, ${library.bitsPerWeight(format.decimal(model.bitsPerWeight))}`}</span>
      </td>
      <td className="number">{format.parameters(model.parameters)}</td>
      <td className="number" title={format.exactBytes(model.sizeBytes)}>
        {format.file(model.sizeBytes)}
      </td>
      <td className="number">{format.count(model.contextLength)}</td>
      <td className="soft">
        {abilities(model.capabilities)
          .map((name) => library.capabilities[name])
          .join(", ")}
      </td>
      <td className="column-parts">
        {model.digest === null ? (
          <span className="quiet">{library.computing}</span>
        ) : (
          <code title={model.digest}>{shortDigest(model.digest)}</code>
        )}
      </td>
      <td className="number">
        <LoadCell reference={model.reference} />
      </td>
    </tr>
  );
}

/** A model that chats completes text too: that goes without saying. */
function abilities(capabilities: Model["capabilities"]): Model["capabilities"] {
  return capabilities.includes("chat") ? capabilities.filter((name) => name !== "completion") : capabilities;
}

/** A button to load the model, or what its resident does. */
function LoadCell({ reference }: { reference: string }) {
  const resident = useSnapshot(({ residents }) => residents.find((candidate) => candidate.reference === reference));
  const { actions } = useServices();
  const language = useLanguage();
  const now = useNow();
  const { library } = language.words;
  if (resident !== undefined && resident.state !== "failed") {
    return (
      <span className="soft">{resident.state === "ready" ? library.resident : doingOf(resident, language, now)}</span>
    );
  }
  return (
    <Button kind="outlined" aria-label={library.loadName(reference)} onClick={() => void actions.load(reference)}>
      {library.load}
    </Button>
  );
}
