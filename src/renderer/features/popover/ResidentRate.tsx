import type { Resident } from "../../../shared/shapes/resident";
import { useLanguage, useWindowState } from "../../store/window-context";
import { rateSeconds } from "../../store/rate-history";
import { Spark } from "../../ui/Spark";
import { doingOf } from "../residency/resident-doing";

const unseen: readonly (number | null)[] = [];

/** Tokens per second with the last minute, or the word for what the model does instead of generating. */
export function ResidentRate({ resident, now }: { resident: Resident; now: number }) {
  const language = useLanguage();
  const values = useWindowState(({ rates }) => rates.byReference[resident.reference] ?? unseen);
  const { tokensPerSecond } = resident;
  if (tokensPerSecond === null || resident.state !== "ready") {
    return <div className="resident-rate resident-state">{doingOf(resident, language, now)}</div>;
  }
  return (
    <div className="resident-rate">
      <Spark values={values} slots={rateSeconds} width={40} />
      <b className="figure">{language.format.rate(tokensPerSecond)}</b>
      <span className="unit">{language.words.resident.tokensPerSecond}</span>
    </div>
  );
}
