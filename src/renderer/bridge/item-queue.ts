/** Turns pushed items into an async iterable for one consumer. Leaving the loop early, or `return`, calls `onCancel` once. */
export class ItemQueue<T> implements AsyncIterableIterator<T> {
  readonly #items: T[] = [];
  readonly #onCancel: () => void;
  #waiting: { resolve: (result: IteratorResult<T>) => void; reject: (error: unknown) => void } | null = null;
  #end: { error: Error | null } | null = null;

  constructor(onCancel: () => void) {
    this.#onCancel = onCancel;
  }

  push(item: T): void {
    if (this.#end !== null) return;
    if (this.#waiting === null) {
      this.#items.push(item);
      return;
    }
    this.#waiting.resolve({ done: false, value: item });
    this.#waiting = null;
  }

  /** Ends the stream after the items that wait; with an error, the consumer's loop throws it. A second end is ignored. */
  end(error: Error | null): void {
    if (this.#end !== null) return;
    this.#end = { error };
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting === null) return;
    if (error === null) waiting.resolve({ done: true, value: undefined });
    else waiting.reject(error);
  }

  async next(): Promise<IteratorResult<T>> {
    const item = this.#items.shift();
    if (item !== undefined) return { done: false, value: item };
    if (this.#end !== null) {
      const { error } = this.#end;
      this.#end = { error: null };
      if (error !== null) throw error;
      return { done: true, value: undefined };
    }
    return await new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  async return(): Promise<IteratorResult<T>> {
    if (this.#end === null) {
      this.end(null);
      this.#onCancel();
    }
    this.#items.length = 0;
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
