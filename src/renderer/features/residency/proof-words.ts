import type { Resident } from "../../../shared/shapes/resident";
import type { Language } from "../../language/language";

/** A resident is looked at every minute while it is idle: three missed looks make the last one old. */
const freshMilliseconds = 180_000;

export interface ProofWords {
  readonly text: string;
  /** `old` and `missing` are quieter, `short` says that the weights are not all there. */
  readonly kind: "fresh" | "old" | "missing" | "short";
}

/** What the last look at a resident's memory found, and how old that is; null while there is nothing to look at. */
export function proofWords(
  { pid, state, proof }: Pick<Resident, "pid" | "state" | "proof">,
  { words, format }: Language,
  now: number,
): ProofWords | null {
  if (pid === null || state === "starting" || state === "loading") return null;
  const { resident: text } = words;
  if (proof === null) return { text: text.notVerified, kind: "missing" };
  const age = format.age(proof.at, now);
  if (!proof.holds) return { text: text.notWhole(age), kind: "short" };
  if (now - Date.parse(proof.at) > freshMilliseconds) return { text: text.lastVerified(age), kind: "old" };
  return { text: text.verified(age), kind: "fresh" };
}
