/** Numbers from a callback, read as an iteration. Only the newest unread one is kept: progress that is late is of no use. */
export class ProgressQueue implements AsyncIterable<number> {
  #latest: number | null = null;
  #closed = false;
  #wake: (() => void) | null = null;

  push(value: number): void {
    this.#latest = value;
    this.#awake();
  }

  close(): void {
    this.#closed = true;
    this.#awake();
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
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    }
  }

  #awake(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}
