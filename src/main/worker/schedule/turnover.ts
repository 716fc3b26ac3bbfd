/** What the last ends count against those before: the load of a server changes within minutes. */
const weightOfNewest = 0.3;

/** How fast slots become free while others wait for them: when a place in the queue can be had. */
export class Turnover {
  #intervalMilliseconds: number | null = null;
  #lastEndAt: number | null = null;

  /** An answer has ended. Only the time between two ends counts during which somebody waited for a slot. */
  ended(now: number, isWaitedFor: boolean): void {
    if (this.#lastEndAt !== null) {
      const interval = now - this.#lastEndAt;
      const before = this.#intervalMilliseconds ?? interval;
      this.#intervalMilliseconds = before + weightOfNewest * (interval - before);
    }
    this.#lastEndAt = isWaitedFor ? now : null;
  }

  /** Until the next end, by how they came so far; null: none came yet. */
  nextEndSeconds(now: number): number | null {
    if (this.#intervalMilliseconds === null) return null;
    const passed = this.#lastEndAt === null ? 0 : now - this.#lastEndAt;
    return Math.max(1, Math.ceil((this.#intervalMilliseconds - passed) / 1_000));
  }
}
