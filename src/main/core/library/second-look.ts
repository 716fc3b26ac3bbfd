const firstMilliseconds = 30_000;
const longestMilliseconds = 60 * 60 * 1_000;

/**
 * Looks again some time after a header took too long to be read: the machine may have been busy, and nothing else would tell that the
 * file is good. The time doubles while it goes on, so that a file that always takes too long costs little.
 */
export class SecondLook {
  readonly #look: () => void;
  #timer: NodeJS.Timeout | undefined;
  #milliseconds = firstMilliseconds;

  constructor(look: () => void) {
    this.#look = look;
  }

  /** After each look. */
  judge(hasTimedOut: boolean): void {
    clearTimeout(this.#timer);
    if (!hasTimedOut) {
      this.#milliseconds = firstMilliseconds;
      return;
    }
    this.#timer = setTimeout(this.#look, this.#milliseconds).unref();
    this.#milliseconds = Math.min(longestMilliseconds, this.#milliseconds * 2);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
