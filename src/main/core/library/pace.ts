/** Does something at once, and then at most once an interval however often it is wished for; the last wish is never lost. */
export class Pace {
  readonly #act: () => void;
  readonly #intervalMilliseconds: () => number;
  #timer: NodeJS.Timeout | undefined;
  #isWanted = false;

  constructor(act: () => void, intervalMilliseconds: () => number) {
    this.#act = act;
    this.#intervalMilliseconds = intervalMilliseconds;
  }

  wish(): void {
    this.#isWanted = true;
    if (this.#timer === undefined) this.flush();
  }

  /** Does now what is wished for and not done. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#isWanted) return;
    this.#isWanted = false;
    this.#act();
    this.#timer = setTimeout(() => this.flush(), this.#intervalMilliseconds()).unref();
  }

  /** Forgets what is wished for. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isWanted = false;
  }
}
