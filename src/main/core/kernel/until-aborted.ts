import { TresorError } from "../../../shared/errors";

/** Why a signal was aborted, as an error that a caller can be given. */
export function cancellation(signal: AbortSignal): TresorError {
  const reason: unknown = signal.reason;
  return reason instanceof TresorError ? reason : new TresorError("cancelled", "The request was cancelled.");
}

/** @throws TresorError the signal's reason, when it is aborted */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancellation(signal);
}

/**
 * Waits for the promise, but not longer than until the signal aborts. What the promise does after that is nobody's concern here, its
 * failure included.
 * @throws TresorError the signal's reason, and what the promise throws
 */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(cancellation(signal));
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
