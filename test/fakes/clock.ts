import type { Clock } from "../../src/main/core/kernel/clock";

interface Timer {
  readonly at: number;
  readonly run: () => void;
  readonly interval: number | null;
}

/** Time that passes only when the test says so. */
export class FakeClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(now: number = Date.parse("2026-11-20T12:00:00.000Z")) {
    this.#now = now;
  }

  /** Timers that still wait. */
  get waiting(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.after(milliseconds, resolve);
      const abort = () => {
        cancel();
        reject(signal?.reason as Error);
      };
      if (signal?.aborted === true) abort();
      else signal?.addEventListener("abort", abort, { once: true });
    });
  }

  after(milliseconds: number, callback: () => void): () => void {
    return this.#add({ at: this.#now + milliseconds, run: callback, interval: null });
  }

  every(milliseconds: number, callback: () => void): () => void {
    return this.#add({ at: this.#now + milliseconds, run: callback, interval: milliseconds });
  }

  /** Runs what is due on the way, in the order of time, and lets promises settle after each. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settled();
    for (let due = this.#nextDue(end); due !== undefined; due = this.#nextDue(end)) {
      this.#now = due.at;
      this.#timers.delete(due);
      if (due.interval !== null) this.#timers.add({ ...due, at: due.at + due.interval });
      due.run();
      await settled();
    }
    this.#now = end;
  }

  #nextDue(end: number): Timer | undefined {
    return [...this.#timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
  }

  #add(timer: Timer): () => void {
    this.#timers.add(timer);
    // An interval's entry is replaced at each turn: it is found again by its callback.
    return () => {
      for (const candidate of this.#timers) if (candidate.run === timer.run) this.#timers.delete(candidate);
    };
  }
}

/** Resolves when all promises that could settle by themselves have done so. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
