import { WakeUp } from "../kernel/wake-up";

/** Numbers from a callback, read as an iteration. Only the newest unread one is kept: progress that is late is of no use. */
export class ProgressQueue implements AsyncIterable<number> {
  #latest: number | null = null;
  #closed = false;
  readonly #wakeUp = new WakeUp();

  push(value: number): void {
    this.#latest = value;
    this.#wakeUp.call();
  }

  close(): void {
    this.#closed = true;
    this.#wakeUp.call();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<number, void, void> {
    for (;;) {
      if (this.#latest !== null) {
        const value = this.#latest;
        this.#latest = null;
        yield value;
      } else if (this.#closed) {
        return;
      } else {
        await this.#wakeUp.sleep();
      }
    }
  }
}
