import type { Resident } from "../../../shared/shapes/resident";
import type { Sovereignty } from "../../../shared/shapes/status";
import type { Language } from "../../language/language";
import { nameOfReference } from "../residency/model-name";

/** The state in words: what it is and since when, what is claimed, and on what ground. */
export interface StateLineWords {
  readonly title: string;
  readonly since: string;
  readonly claim: string;
  readonly ground: string;
  /** What is missing; null while nothing is. */
  readonly sentence: string | null;
}

export function stateLineWords(
  sovereignty: Sovereignty,
  residents: readonly Resident[],
  language: Language,
  now: number,
): StateLineWords {
  const { words, format } = language;
  const { state, since } = sovereignty;
  const head = { title: words.states[state], since: words.state.since(format.time(since, now)) };
  if (state === "not-enforced" && sovereignty.workers > 0) {
    return {
      ...head,
      claim: words.state.workersSealed(format.count(sovereignty.sealedWorkers), format.count(sovereignty.workers)),
      ground: words.state.byTheKernel,
      sentence: sentenceOf(sovereignty, residents, language),
    };
  }
  return {
    ...head,
    claim: words.state.bytesOut(format.file(sovereignty.bytesOut)),
    ground: groundOf(sovereignty, language, now),
    sentence: sentenceOf(sovereignty, residents, language),
  };
}

function groundOf(sovereignty: Sovereignty, { words, format }: Language, now: number): string {
  if (sovereignty.workers === 0) return words.state.noWorker;
  if (sovereignty.checkedAt === null) return words.state.notChecked;
  const sealed = format.count(sovereignty.sealedWorkers);
  const workers = format.count(sovereignty.workers);
  return words.state.workersChecked(sealed, workers, format.age(sovereignty.checkedAt, now));
}

/** The window's own words where it knows the cause, so that they are in its language; else the core's. */
function sentenceOf(sovereignty: Sovereignty, residents: readonly Resident[], { words }: Language): string | null {
  if (sovereignty.state === "sealed") return null;
  if (sovereignty.state !== "not-enforced") return sovereignty.reason;
  const open = residents.filter(({ pid, seal }) => pid !== null && !seal.enforced);
  if (open.length === 0) return words.state.sealOff;
  return words.state.withoutSeal(open.map(({ reference }) => nameOfReference(reference)).join(", "));
}
