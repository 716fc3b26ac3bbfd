/**
 * An iteration that can be waited on for a limited time. What arrives after the limit is not lost: the next call returns it. At
 * most one value is asked for at a time, so the reader's pace is the producer's.
 */
export class EventReader<T> {
  readonly #iterator: AsyncIterator<T, unknown>;
  #pending: Promise<IteratorResult<T, unknown>> | null = null;

  constructor(events: AsyncIterable<T>) {
    this.#iterator = events[Symbol.asyncIterator]() as AsyncIterator<T, unknown>;
  }

  /** The next value; undefined at the end. @throws what the iteration throws */
  async next(): Promise<T | undefined> {
    this.#pending ??= this.#iterator.next();
    return this.#taken(await this.#pending);
  }

  /** The same, or `silence` when nothing came within the time. @throws what the iteration throws */
  async nextWithin(limitMilliseconds: number): Promise<T | typeof silence | undefined> {
    this.#pending ??= this.#iterator.next();
    const result = await within(this.#pending, limitMilliseconds);
    return result === silence ? silence : this.#taken(result);
  }

  /** Lets the producer clean up; needed when the iteration was not read to its end. Does not wait for it. */
  close(): void {
    this.#pending?.catch(() => undefined);
    this.#iterator.return?.(undefined).catch(() => undefined);
  }

  #taken(result: IteratorResult<T, unknown>): T | undefined {
    this.#pending = null;
    return result.done === true ? undefined : result.value;
  }
}

export const silence = Symbol("silence");

/** The value of a promise, or `silence` when it takes longer. A failure that comes later is nobody's any more. */
export async function within<T>(promise: Promise<T>, limitMilliseconds: number): Promise<T | typeof silence> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<typeof silence>((resolve) => {
    timer = setTimeout(() => resolve(silence), Math.max(0, limitMilliseconds));
  });
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
