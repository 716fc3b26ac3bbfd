export const rateWindowMilliseconds = 1_000;

/** Counts tokens over the last second. */
export class TokenRate {
  readonly #steps: { readonly at: number; readonly tokens: number }[] = [];
  #sum = 0;

  add(tokens: number, now: number): void {
    this.#forget(now);
    this.#steps.push({ at: now, tokens });
    this.#sum += tokens;
  }

  /** Null when there were none. */
  perSecond(now: number): number | null {
    this.#forget(now);
    return this.#steps.length === 0 ? null : this.#sum;
  }

  #forget(now: number): void {
    for (let first = this.#steps[0]; first !== undefined; first = this.#steps[0]) {
      if (now - first.at < rateWindowMilliseconds) return;
      this.#sum -= first.tokens;
      this.#steps.shift();
    }
  }
}
