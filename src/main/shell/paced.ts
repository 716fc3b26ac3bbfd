import { systemClock, type Clock } from "../core/kernel/clock";

/** Shows the newest value at most once in an interval: the first at once, the last one for certain. */
export class Paced<T> {
  readonly #intervalMilliseconds: number;
  readonly #show: (value: T) => void;
  readonly #clock: Pick<Clock, "now" | "after">;
  #shownAt = Number.NEGATIVE_INFINITY;
  #callOff: (() => void) | undefined;

  constructor(
    intervalMilliseconds: number,
    show: (value: T) => void,
    clock: Pick<Clock, "now" | "after"> = systemClock,
  ) {
    this.#intervalMilliseconds = intervalMilliseconds;
    this.#show = show;
    this.#clock = clock;
  }

  offer(value: T): void {
    this.dispose();
    const waitMilliseconds = this.#shownAt + this.#intervalMilliseconds - this.#clock.now();
    if (waitMilliseconds > 0) this.#callOff = this.#clock.after(waitMilliseconds, () => this.#present(value));
    else this.#present(value);
  }

  /** Drops what has not been shown yet. */
  dispose(): void {
    this.#callOff?.();
    this.#callOff = undefined;
  }

  #present(value: T): void {
    this.#callOff = undefined;
    this.#shownAt = this.#clock.now();
    this.#show(value);
  }
}
