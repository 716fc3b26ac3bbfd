import { useLanguage, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { FactList } from "../../ui/FactList";
import { useStateLine } from "../sovereignty/use-state-line";
import { StepFrame } from "./StepFrame";

/** What this machine is, and what it can give to models. */
export function MachineStep({ onLeave, onNext }: { onLeave: () => void; onNext: () => void }) {
  const machine = useSnapshot((snapshot) => snapshot.machine);
  const url = useSnapshot((snapshot) => snapshot.status.url);
  const { words, format } = useLanguage();
  const { welcome: text, residency } = words;
  const { title } = useStateLine();
  const bandwidth = machine.bandwidthBytesPerSecond;
  return (
    <StepFrame
      title={text.machineTitle}
      lead={text.machineLead}
      aside={
        <Button kind="link" onClick={onLeave}>
          {text.skip}
        </Button>
      }
      buttons={
        <Button kind="primary" onClick={onNext}>
          {text.next}
        </Button>
      }
    >
      <FactList
        facts={[
          { name: text.chip, value: `${machine.chip}, ${residency.cores(format.count(machine.cores))}` },
          { name: text.memory, value: format.capacity(machine.totalBytes) },
          { name: text.forModels, value: format.memory(machine.freeForModelsBytes) },
          ...(bandwidth === null ? [] : [{ name: text.bandwidth, value: format.bandwidth(bandwidth) }]),
          { name: text.wall, value: title },
          { name: text.address, value: url },
        ]}
      />
    </StepFrame>
  );
}
