import { useLanguage, useSnapshot } from "../../store/window-context";
import { FactList } from "../../ui/FactList";
import { MemoryBar } from "../../ui/MemoryBar";
import { barSegments, barSummary } from "./bar-segments";
import { machineFacts } from "./machine-facts";
import { MemoryLegend } from "./MemoryLegend";
import { gpuLimitShare } from "./memory-segments";
import { useNameOf } from "./use-name-of";

/** The figure of the page, what it is made of, and the large bar with its scale. */
export function MachineMemory() {
  const machine = useSnapshot((snapshot) => snapshot.machine);
  const residents = useSnapshot((snapshot) => snapshot.residents);
  const nameOf = useNameOf();
  const language = useLanguage();
  const { words, format } = language;
  const facts = [
    { name: words.memory.models, value: format.memory(machine.modelsBytes) },
    { name: words.memory.systemAndApps, value: format.memory(machine.systemBytes) },
    { name: words.memory.reserveFact, value: format.memory(machine.reserveBytes) },
    ...machineFacts(machine, language),
  ];
  return (
    <section className="machine-memory">
      <div className="machine-memory-head">
        <p className="headline-figure figure">
          {format.memory(machine.freeForModelsBytes)} <small>{words.memory.free}</small>
        </p>
        <FactList facts={facts} />
      </div>
      <MemoryBar
        size="large"
        segments={barSegments(machine, residents, language, nameOf, "large")}
        summary={barSummary(machine, residents, language)}
        hint={words.memory.explore}
        limitShare={gpuLimitShare(machine)}
      />
      <div className="memory-scale" aria-hidden="true">
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <span key={share}>{share === 0 ? "0" : format.capacity(machine.totalBytes * share)}</span>
        ))}
      </div>
      <MemoryLegend />
    </section>
  );
}
