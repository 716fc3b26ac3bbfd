import { useState } from "react";
import type { Model } from "../../../shared/shapes/model";
import { useLanguage } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { QualityMark } from "../../ui/QualityMark";
import { secondName } from "../residency/model-name";
import { DigestCell } from "./DigestCell";
import { LoadCell } from "./LoadCell";
import { ModelDetails } from "./ModelDetails";

/** One model on disk; a click or Enter opens what is known of it beneath. */
export function ModelTableRow({ model }: { model: Model }) {
  const [open, setOpen] = useState(false);
  const { words, format } = useLanguage();
  const { library } = words;
  const toggle = () => {
    setOpen(!open);
  };
  const about = [
    ...model.aliases,
    secondName(model.reference, model.displayName),
    model.demo ? words.resident.demo : null,
    model.origin === "folder" || model.demo ? null : library.origins[model.origin],
    model.licence,
  ];
  return (
    <>
      <tr
        className="model-row"
        data-testid="model-row"
        data-reference={model.reference}
        tabIndex={0}
        onClick={(event) => {
          if ((event.target as Element).closest("button, select, a") === null) toggle();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && event.target === event.currentTarget) toggle();
        }}
      >
        <td className="resident-name" title={model.path}>
          <b>{model.reference}</b>
          <span>
            {about
              .filter((fact) => fact !== null)
              .map((fact, index) => (
                <span key={fact} className={index < model.aliases.length ? "alias" : undefined}>
                  {fact}
                </span>
              ))}
          </span>
        </td>
        <td className="column-quality">
          <QualityMark
            quality={model.quality}
            quantization={model.quantization}
            word={model.quality === "full" ? words.resident.fullShort : words.resident.experimental}
          />
          <span className="second-line">{library.bitsPerWeight(format.decimal(model.bitsPerWeight))}</span>
        </td>
        <td className="number">
          {format.parameters(model.parameters)}
          {model.activeParameters < model.parameters ? (
            <span className="second-line">{library.activeOf(format.parameters(model.activeParameters))}</span>
          ) : null}
        </td>
        <td className="number" title={format.exactBytes(model.sizeBytes)}>
          {format.file(model.sizeBytes)}
          {model.files.length > 1 ? (
            <span className="second-line">{words.downloads.files(format.count(model.files.length))}</span>
          ) : null}
        </td>
        <td className="number">{format.count(model.contextLength)}</td>
        <td className="soft wrapping column-capabilities">
          {abilities(model.capabilities)
            .map((name) => library.capabilities[name])
            .join(", ")}
        </td>
        <td className="column-parts">
          <DigestCell model={model} />
        </td>
        <td className="number column-actions">
          <LoadCell reference={model.reference} />
          <Button
            kind="icon"
            className="disclosure"
            aria-expanded={open}
            aria-label={library.details.open(model.reference)}
            title={library.details.open(model.reference)}
            onClick={toggle}
          >
            <Icon name="chevron" />
          </Button>
        </td>
      </tr>
      {open ? (
        <tr className="note-row">
          <td colSpan={8}>
            <ModelDetails model={model} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** A model that chats completes text too: that goes without saying. */
function abilities(capabilities: Model["capabilities"]): Model["capabilities"] {
  return capabilities.includes("chat") ? capabilities.filter((name) => name !== "completion") : capabilities;
}
