/**
 * Passes values on at most once an interval for each key, the first at once and always the latest: a resident changes with every
 * token, and nobody looks a hundred times a second. Order within a key is kept.
 */
export class LatestByKey<T> {
  readonly #intervalMilliseconds: number;
  readonly #pass: (value: T) => void;
  readonly #entries = new Map<string, { timer: NodeJS.Timeout; waiting: T | null }>();

  constructor(intervalMilliseconds: number, pass: (value: T) => void) {
    this.#intervalMilliseconds = intervalMilliseconds;
    this.#pass = pass;
  }

  push(key: string, value: T): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) {
      entry.waiting = value;
      return;
    }
    this.#pass(value);
    this.#wait(key);
  }

  /** Passes this value on now and forgets what waited for the key. */
  pushNow(key: string, value: T): void {
    this.drop(key);
    this.push(key, value);
  }

  drop(key: string): void {
    clearTimeout(this.#entries.get(key)?.timer);
    this.#entries.delete(key);
  }

  dispose(): void {
    for (const key of [...this.#entries.keys()]) this.drop(key);
  }

  #wait(key: string): void {
    const timer = setTimeout(() => {
      const waiting = this.#entries.get(key)?.waiting ?? null;
      this.#entries.delete(key);
      if (waiting !== null) this.push(key, waiting);
    }, this.#intervalMilliseconds);
    this.#entries.set(key, { timer: timer.unref(), waiting: null });
  }
}
