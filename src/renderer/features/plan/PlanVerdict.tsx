import type { Plan } from "../../../shared/shapes/plan";
import { useLanguage } from "../../store/window-context";

/** The answer in words, before any picture. */
export function PlanVerdict({ plan }: { plan: Plan }) {
  const { words, format } = useLanguage();
  const { whatIf } = words;
  return (
    <p className="plan-verdict" data-fits={plan.fits} role="status" data-testid="plan-verdict">
      <b>{plan.fits ? whatIf.fits : whatIf.short(format.memory(plan.missingBytes))}</b>{" "}
      <span className="soft">
        {plan.fits
          ? whatIf.stayFree(format.memory(plan.availableBytes - plan.totalBytes))
          : whatIf.needs(format.memory(plan.totalBytes), format.memory(Math.max(0, plan.availableBytes)))}
      </span>
    </p>
  );
}
