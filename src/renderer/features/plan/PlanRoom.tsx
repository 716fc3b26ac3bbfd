import type { Plan } from "../../../shared/shapes/plan";
import { useLanguage } from "../../store/window-context";

/** What a plan that fits leaves to choose. */
export function PlanRoom({ plan }: { plan: Plan }) {
  const { words, format } = useLanguage();
  const { whatIf } = words;
  return (
    <div className="plan-room">
      <p>{whatIf.nobodyLeaves}</p>
      {plan.largestContext === null ? null : (
        <p className="soft">{whatIf.largest(format.count(Math.max(plan.context, plan.largestContext)))}</p>
      )}
      {plan.corrected ? <p className="quiet">{whatIf.corrected}</p> : null}
    </div>
  );
}
