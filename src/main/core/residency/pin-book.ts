/** What stays: the user's pins in their order, and the models of roles that are to be kept. */
export class PinBook {
  readonly #pins: Set<string>;
  readonly #onChanged: (pins: readonly string[]) => void;
  #kept: ReadonlySet<string> = new Set();

  constructor(pins: readonly string[], onChanged: (pins: readonly string[]) => void) {
    this.#pins = new Set(pins);
    this.#onChanged = onChanged;
  }

  /** Whether it must not leave, for either cause. */
  holds(reference: string): boolean {
    return this.#pins.has(reference) || this.#kept.has(reference);
  }

  /** Whether the user has pinned it. */
  has(reference: string): boolean {
    return this.#pins.has(reference);
  }

  /** False when it changes nothing. */
  set(reference: string, pinned: boolean): boolean {
    if (this.#pins.has(reference) === pinned) return false;
    if (pinned) this.#pins.add(reference);
    else this.#pins.delete(reference);
    this.#onChanged([...this.#pins]);
    return true;
  }

  /** These are the user's pins now, in this order; the settings know it already. Returns what has come and what has gone. */
  adopt(references: readonly string[]): { readonly added: readonly string[]; readonly removed: readonly string[] } {
    const before = [...this.#pins];
    this.#pins.clear();
    for (const reference of references) this.#pins.add(reference);
    return {
      added: references.filter((reference) => !before.includes(reference)),
      removed: before.filter((reference) => !this.#pins.has(reference)),
    };
  }

  /** These are held without the user's pin, instead of those before. False when it changes nothing. */
  keep(references: readonly string[]): boolean {
    const kept = new Set(references);
    if (kept.size === this.#kept.size && references.every((reference) => this.#kept.has(reference))) return false;
    this.#kept = kept;
    return true;
  }

  /** All that are to be resident, the user's pins first. */
  references(): readonly string[] {
    return [...new Set([...this.#pins, ...this.#kept])];
  }
}
