import type { Plan } from "../../../shared/shapes/plan";
import { useLanguage, useSnapshot } from "../../store/window-context";
import { BarStrip, type BarSegment } from "../../ui/BarStrip";
import { barSegments } from "../residency/bar-segments";
import { useNameOf } from "../residency/use-name-of";
import { planPictures } from "./plan-segments";

/** The machine's memory now, and as it would be. */
export function PlanBars({ plan, leaving }: { plan: Plan; leaving: readonly string[] }) {
  const machine = useSnapshot((snapshot) => snapshot.machine);
  const residents = useSnapshot((snapshot) => snapshot.residents);
  const nameOf = useNameOf();
  const language = useLanguage();
  const { words, format } = language;
  const { whatIf } = words;
  const name = nameOf(plan.reference);
  const { now, then, widthBytes } = planPictures(
    barSegments(machine, residents, language, nameOf, "small"),
    plan,
    leaving,
    { name, words: words.memory.part(whatIf.coming(name), format.memory(plan.totalBytes)) },
  );
  const summary = (segments: readonly BarSegment[]) =>
    segments
      .filter(({ bytes }) => bytes > 0)
      .map((segment) => (segment.change === "leaving" ? whatIf.leaving(nameOf(segment.key)) : segment.words))
      .join("; ");
  return (
    <div className="plan-bars">
      <span aria-hidden="true">{whatIf.now}</span>
      <BarStrip size="small" segments={now} summary={whatIf.barNow(summary(now))} widthBytes={widthBytes} />
      <span aria-hidden="true">{whatIf.then}</span>
      <BarStrip size="small" segments={then} summary={whatIf.barThen(summary(then))} widthBytes={widthBytes} />
    </div>
  );
}
