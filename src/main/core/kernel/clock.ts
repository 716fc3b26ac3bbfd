/** Time as a port, so that back-off, drains and sampling are tested without waiting. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after the time. @throws the signal's reason as soon as it aborts */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Calls once, later. Returns the function that prevents it. */
  after(milliseconds: number, callback: () => void): () => void;
  /** Calls again and again. Returns the function that ends it. */
  every(milliseconds: number, callback: () => void): () => void;
}

/** The machine's own clock. Timers of `after` and `every` do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const abort = () => {
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", abort);
        resolve();
      }, milliseconds);
      if (signal?.aborted === true) abort();
      else signal?.addEventListener("abort", abort, { once: true });
    }),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds).unref();
    return () => clearTimeout(timer);
  },
  every: (milliseconds, callback) => {
    const timer = setInterval(callback, milliseconds).unref();
    return () => clearInterval(timer);
  },
};
