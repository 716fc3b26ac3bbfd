import { setTimeout as wait } from "node:timers/promises";

/** The shortest stretch that is evened out: within it a connection may run at full speed. */
const burstSeconds = 0.1;
const mostWaitMilliseconds = 100;

/** One allowance for all connections of the job. What is taken beyond it is a debt that time pays off; the takers wait. */
export class RateLimit {
  #bytesPerSecond: number | null;
  #debtBytes = 0;
  #paidAt: number;
  readonly #now: () => number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(bytesPerSecond: number | null, now: () => number = () => performance.now()) {
    this.#bytesPerSecond = bytesPerSecond;
    this.#now = now;
    this.#paidAt = now();
  }

  /** Holds at once, also for those who wait. */
  change(bytesPerSecond: number | null): void {
    this.#pay();
    this.#bytesPerSecond = bytesPerSecond;
    if (bytesPerSecond === null) this.#debtBytes = 0;
  }

  /** @throws AbortError */
  async take(bytes: number, signal: AbortSignal): Promise<void> {
    if (this.#bytesPerSecond === null) return;
    this.#pay();
    this.#debtBytes += bytes;
    for (let due = this.#due(); due > 0; due = this.#due()) {
      await wait(Math.min(due, mostWaitMilliseconds), undefined, { signal });
    }
  }

  /** Milliseconds until the debt is small enough to go on. */
  #due(): number {
    this.#pay();
    const rate = this.#bytesPerSecond;
    return rate === null ? 0 : Math.ceil(Math.max(0, this.#debtBytes / rate - burstSeconds) * 1_000);
  }

  #pay(): void {
    const now = this.#now();
    const paid = ((this.#bytesPerSecond ?? 0) * (now - this.#paidAt)) / 1_000;
    this.#debtBytes = Math.max(0, this.#debtBytes - paid);
    this.#paidAt = now;
  }
}
