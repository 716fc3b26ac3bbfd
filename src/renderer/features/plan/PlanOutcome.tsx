import { useState } from "react";
import { useLanguage } from "../../store/window-context";
import { PlanActions } from "./PlanActions";
import { PlanBars } from "./PlanBars";
import type { CatalogEntryHere } from "./plan-choices";
import { PlanRoom } from "./PlanRoom";
import { PlanSum } from "./PlanSum";
import { PlanVerdict } from "./PlanVerdict";
import { PlanWays } from "./PlanWays";
import type { PlanWay } from "./plan-ways";
import type { PlanAnswer } from "./use-plan";

export interface PlanOutcomeProps {
  readonly answer: PlanAnswer;
  /** Set for a model of the catalogue that is not on disk. */
  readonly entry: CatalogEntryHere | null;
}

/** Verdict, now and then, the sum, and the ways to choose between. */
export function PlanOutcome({ answer: { plan, ways, current }, entry }: PlanOutcomeProps) {
  const [kind, setKind] = useState<PlanWay["kind"] | null>(null);
  const { whatIf } = useLanguage().words;
  if (plan === null) return <p className="quiet">{whatIf.computing}</p>;
  const way = ways.find((candidate) => candidate.kind === kind) ?? ways.find(({ fits }) => fits) ?? ways[0] ?? null;
  const taken = way?.plan ?? plan;
  return (
    <>
      <PlanVerdict plan={plan} />
      <PlanBars plan={taken} leaving={way?.leaving ?? []} />
      <div className="plan-columns">
        <PlanSum plan={taken} />
        {plan.fits ? <PlanRoom plan={plan} /> : <PlanWays ways={ways} chosen={way} onChoose={setKind} />}
      </div>
      <PlanActions plan={taken} way={way} ready={current} entry={entry} />
    </>
  );
}
