/** How often a resident has failed in a row, and when last. Times in milliseconds since 1970. */
export interface FailureRecord {
  readonly consecutive: number;
  readonly lastAt: number;
}

export const noFailures: FailureRecord = { consecutive: 0, lastAt: 0 };

const firstDelayMilliseconds = 1_000;
const longestDelayMilliseconds = 30_000;
/** A resident that was ready for so long before it failed has failed anew, not again. */
const healthyMilliseconds = 60_000;

/** `readyAt` is since when it was ready; null when the load itself failed. */
export function recordFailure(record: FailureRecord, at: number, readyAt: number | null): FailureRecord {
  const recovered = readyAt !== null && at - readyAt >= healthyMilliseconds;
  return { consecutive: recovered ? 1 : record.consecutive + 1, lastAt: at };
}

/** How long the next start still has to wait: after one failure not at all, then 1, 2, 4 … 30 seconds from the failure on. */
export function retryDelay({ consecutive, lastAt }: FailureRecord, now: number): number {
  if (consecutive < 2) return 0;
  const delay = Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 2 ** (consecutive - 2));
  return Math.max(0, lastAt + delay - now);
}
