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

  /** These are held without the user's pin, instead of those before. */
  keep(references: readonly string[]): void {
    this.#kept = new Set(references);
  }

  /** All that are to be resident, the user's pins first. */
  references(): readonly string[] {
    return [...new Set([...this.#pins, ...this.#kept])];
  }
}
