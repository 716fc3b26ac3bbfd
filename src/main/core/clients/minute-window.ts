const windowMilliseconds = 60_000;

/**
 * What happened in the last minute, by seconds. What happened in a second counts until a minute after that second's end: in no 60
 * seconds, wherever they begin, is there more than what was let in.
 */
export class MinuteWindow {
  readonly #bySecond = new Map<number, number>();

  /** @param at milliseconds of a clock that never goes back; a negative amount takes back what was added at the same time */
  add(at: number, amount: number, now = at): void {
    const second = secondOf(at);
    if (leavesAt(second) > now) this.#bySecond.set(second, (this.#bySecond.get(second) ?? 0) + amount);
  }

  total(now: number): number {
    let sum = 0;
    for (const [second, amount] of this.#bySecond) {
      if (leavesAt(second) <= now) this.#bySecond.delete(second);
      else sum += amount;
    }
    return sum;
  }

  /** Milliseconds until so much more stays within the limit; 0: now. More than the limit itself waits for an empty minute. */
  waitFor(amount: number, limit: number, now: number): number {
    let over = this.total(now) + Math.min(amount, limit) - limit;
    if (over <= 0) return 0;
    const seconds = [...this.#bySecond.keys()].sort((one, other) => one - other);
    const last = seconds.find((second) => (over -= this.#bySecond.get(second) ?? 0) <= 0) ?? secondOf(now);
    return leavesAt(last) - now;
  }
}

const secondOf = (at: number): number => Math.floor(at / 1_000);
const leavesAt = (second: number): number => (second + 1) * 1_000 + windowMilliseconds;
