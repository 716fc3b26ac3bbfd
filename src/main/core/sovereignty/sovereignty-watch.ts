import { isDeepStrictEqual } from "node:util";
import type { Sovereignty } from "../../../shared/shapes/status";
import { judgeSovereignty, type SovereigntyFacts } from "./sovereignty";

/** Remembers since when the state holds, and tells of changes. */
export class SovereigntyWatch {
  readonly #facts: () => SovereigntyFacts;
  readonly #now: () => string;
  readonly #onChange: (sovereignty: Sovereignty) => void;
  #current: Sovereignty;

  constructor(facts: () => SovereigntyFacts, now: () => string, onChange: (sovereignty: Sovereignty) => void) {
    this.#facts = facts;
    this.#now = now;
    this.#onChange = onChange;
    this.#current = { ...judgeSovereignty(facts()), since: now() };
  }

  current(): Sovereignty {
    this.update();
    return this.#current;
  }

  /** To be called whenever a fact may have changed. */
  update(): void {
    const claim = judgeSovereignty(this.#facts());
    const since = claim.state === this.#current.state ? this.#current.since : this.#now();
    const next = { ...claim, since };
    if (isDeepStrictEqual(next, this.#current)) return;
    this.#current = next;
    this.#onChange(next);
  }
}
