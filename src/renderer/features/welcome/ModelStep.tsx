import { useState } from "react";
import { useAnswer } from "../../store/use-answer";
import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { StateGlyph } from "../../ui/StateGlyph";
import { useGet } from "../downloads/use-get";
import { WireFault } from "../shell/WireFault";
import { Offer } from "./Offer";
import { firstChoice, isSameChoice, modelOffers, type Choice } from "./model-offers";
import { StepFrame } from "./StepFrame";

export interface ModelStepProps {
  readonly onBack: () => void;
  readonly onNext: (choice: Choice) => void;
}

/** Which model to begin with: one that is here, one to download, or the demo. */
export function ModelStep({ onBack, onNext }: ModelStepProps) {
  const machine = useSnapshot((snapshot) => snapshot.machine);
  const models = useSnapshot((snapshot) => snapshot.models);
  const catalog = useAnswer("catalog", {}, String(machine.memoryLimitBytes)).value;
  const { actions } = useServices();
  const { words, format } = useLanguage();
  const { welcome: text } = words;
  const { get, starting, error, dismiss } = useGet();
  const [picked, setPicked] = useState<Choice | null>(null);
  const offers = modelOffers(catalog?.entries ?? [], models);
  const choice = picked ?? firstChoice(offers);

  const begin = async () => {
    if (choice.kind === "download" && !(await get(choice.name))) return;
    if (choice.kind === "disk") void actions.load(choice.reference);
    onNext(choice);
  };
  const offer = (value: Choice) => ({
    checked: isSameChoice(value, choice),
    onPick: () => {
      setPicked(value);
    },
  });
  return (
    <StepFrame
      title={text.modelTitle}
      lead={text.modelLead(machine.chip, format.memory(machine.freeForModelsBytes))}
      aside={
        <Button
          kind="link"
          onClick={() => {
            onNext({ kind: "demo" });
          }}
        >
          {text.demoOnly}
        </Button>
      }
      buttons={
        <>
          <Button kind="outlined" onClick={onBack}>
            {text.back}
          </Button>
          <Button kind="primary" disabled={starting} onClick={() => void begin()}>
            {{ download: text.download, disk: text.use, demo: text.next }[choice.kind]}
          </Button>
        </>
      }
    >
      {offers.onDisk.length === 0 ? null : (
        <fieldset>
          <legend>{text.onDisk}</legend>
          {offers.onDisk.map(({ reference, displayName, quantization, sizeBytes, quality, bitsPerWeight }) => (
            <Offer
              key={reference}
              {...offer({ kind: "disk", reference })}
              name={displayName}
              details={quantization}
              size={format.file(sizeBytes)}
              note={quality === "full" ? text.full : text.experimental(format.decimal(bitsPerWeight))}
              doubtful={quality !== "full"}
            />
          ))}
        </fieldset>
      )}
      {offers.downloads.length === 0 ? null : (
        <fieldset>
          <legend>{text.toDownload}</legend>
          {offers.downloads.map(
            ({ name, displayName, roles, downloadBytes, weightsBytes, bitsPerWeight, recommended }) => (
              <Offer
                key={name}
                {...offer({ kind: "download", name })}
                name={displayName}
                details={[
                  ...roles.map((role) => words.roles.names[role]),
                  words.library.bitsPerWeight(format.decimal(bitsPerWeight)),
                ].join(", ")}
                size={format.file(downloadBytes ?? weightsBytes)}
                note={recommended ? text.recommended : text.full}
                doubtful={false}
              />
            ),
          )}
          <p className="first-run-note">
            <StateGlyph state="fetching" />
            {words.downloads.announced}
          </p>
        </fieldset>
      )}
      {catalog !== null && offers.downloads.length + offers.onDisk.length === 0 ? <p>{text.nothingFits}</p> : null}
      <WireFault error={error} onDismiss={dismiss} />
    </StepFrame>
  );
}
