import { useLanguage, useSnapshot } from "../../store/window-context";
import { FactList } from "../../ui/FactList";
import { MemoryBar } from "../../ui/MemoryBar";
import { barSegments, barSummary } from "../residency/bar-segments";
import { machineFacts } from "../residency/machine-facts";
import { MemoryLegend } from "../residency/MemoryLegend";
import { gpuLimitShare } from "../residency/memory-segments";
import { useNameOf } from "../residency/use-name-of";

/** The whole machine's memory, and how much of it is free for models. */
export function MemoryGroup() {
  const machine = useSnapshot((snapshot) => snapshot.machine);
  const residents = useSnapshot((snapshot) => snapshot.residents);
  const nameOf = useNameOf();
  const language = useLanguage();
  const { words, format } = language;
  return (
    <section className="group memory" aria-labelledby="memory-title">
      <div className="memory-head">
        <h2 id="memory-title">{words.memory.title}</h2>
        <span className="figure">
          <b>{format.memory(machine.freeForModelsBytes)}</b> {words.memory.freeOf(format.capacity(machine.totalBytes))}
        </span>
      </div>
      <MemoryBar
        size="medium"
        segments={barSegments(machine, residents, language, nameOf, "medium")}
        summary={barSummary(machine, residents, language)}
        hint={words.memory.explore}
        limitShare={gpuLimitShare(machine)}
      />
      <MemoryLegend />
      <FactList facts={machineFacts(machine, language)} />
    </section>
  );
}
