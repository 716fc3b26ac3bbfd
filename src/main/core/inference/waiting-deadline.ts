import { TresorError } from "../../../shared/errors";

export interface WaitingDeadline {
  readonly signal: AbortSignal;
  /** The wait is over; nothing is aborted any more. */
  end(): void;
}

/** The signal, or the request's own deadline while it waits for its model, whichever comes first. */
export function waitingDeadline(signal: AbortSignal, milliseconds: number | undefined): WaitingDeadline {
  if (milliseconds === undefined) return { signal, end: () => undefined };
  const late = new AbortController();
  const timer = setTimeout(() => {
    const message = `The request waited for its model for ${milliseconds} ms, which is all the time that it has.`;
    late.abort(new TresorError("deadline_exceeded", message));
  }, milliseconds);
  return { signal: AbortSignal.any([signal, late.signal]), end: () => clearTimeout(timer) };
}
