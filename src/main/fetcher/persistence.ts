import { setTimeout as wait } from "node:timers/promises";
import type { FetchPace } from "../core/downloads/fetcher-protocol";
import { TresorError } from "../../shared/errors";
import type { PauseGate } from "./pause-gate";
import { Interrupted } from "./web/interrupted";

const mostWaitMilliseconds = 30_000;
/** A server that wants more is not worth an idle process: the job fails, and can be taken up again later. */
const mostAskedMilliseconds = 10 * 60_000;

/**
 * How long to wait after the given number of failures in a row.
 *
 * @param asked what the server wants; null: it does not say
 */
export function backOffMilliseconds(failures: number, firstMilliseconds: number, asked: number | null): number {
  const own = Math.min(firstMilliseconds * 2 ** (failures - 1), mostWaitMilliseconds);
  return asked === null ? own : Math.max(asked, Math.min(own, firstMilliseconds));
}

export interface Conditions {
  readonly gate: PauseGate;
  readonly pace: FetchPace;
  /** Ends the job. */
  readonly signal: AbortSignal;
}

/**
 * Tries until it is done: waits while the job is paused, and longer after each interruption in a row.
 *
 * @param attempt may call `gained` when it came further than before; failures then count from nought
 * @throws what an attempt throws, unless it is `Interrupted` or comes of a pause; TresorError `download_failed` when all attempts are used up
 */
export async function persistently<Result>(
  attempt: (signal: AbortSignal, gained: () => void) => Promise<Result>,
  { gate, pace, signal }: Conditions,
): Promise<Result> {
  let failures = 0;
  const gained = () => {
    failures = 0;
  };
  for (;;) {
    await gate.whenOpen(signal);
    signal.throwIfAborted();
    const pausing = gate.closing;
    const both = AbortSignal.any([signal, pausing]);
    try {
      return await attempt(both, gained);
    } catch (error) {
      signal.throwIfAborted();
      if (pausing.aborted) continue;
      if (!(error instanceof Interrupted)) throw error;
      failures++;
      const pauseMilliseconds = backOffMilliseconds(failures, pace.retryMilliseconds, error.retryAfterMilliseconds);
      if (failures >= pace.attempts || pauseMilliseconds > mostAskedMilliseconds) throw givenUp(error, failures);
      await wait(pauseMilliseconds, undefined, { signal: both }).catch(() => undefined);
    }
  }
}

function givenUp(error: Interrupted, failures: number): TresorError {
  const asked = error.retryAfterMilliseconds;
  const later = asked === null ? "" : ` It asks to wait ${Math.ceil(asked / 1_000)} s.`;
  const often = failures === 1 ? "" : ` (${failures} attempts in a row)`;
  return new TresorError(
    "download_failed",
    `The download was interrupted${often}: ${error.message}.${later} What has come is kept.`,
  );
}
