import type { Resident } from "../../../shared/shapes/resident";
import type { Language } from "../../language/language";

/** A resident is looked at every minute while it is idle: three missed looks make the last one old. */
const freshMilliseconds = 180_000;

export interface ProofWords {
  readonly text: string;
  /** The same where nothing else says that the model is in memory. */
  readonly claim: string;
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
  if (proof === null) return alike(text.notVerified, "missing");
  const age = format.age(proof.at, now);
  if (!proof.holds) return alike(text.notWhole(age), "short");
  if (now - Date.parse(proof.at) > freshMilliseconds) return alike(text.lastVerified(age), "old");
  return { text: text.verified(age), claim: text.residentVerified(age), kind: "fresh" };
}

const alike = (text: string, kind: ProofWords["kind"]): ProofWords => ({ text, claim: text, kind });
