import type { StreamRecord } from "./contenders/contender";

/**
 * Tokens per second of all streams together while all of them decode: from the first token of the last to begin until the last token of
 * the first to end. Each stream's rate is taken between its own tokens in that time, so that its ends favour nobody.
 * @throws Error when there is no such time: the server did not take as many streams at once
 */
export function aggregateTokensPerSecond(records: readonly StreamRecord[]): number {
  const from = Math.max(...records.map(({ arrivals }) => arrivals[0] ?? Number.NaN));
  const to = Math.min(...records.map(({ arrivals }) => arrivals.at(-1) ?? Number.NaN));
  if (!(from < to)) throw new Error(`${records.length} streams did not run side by side.`);
  return records.reduce((sum, { arrivals, completionTokens }) => {
    const within = arrivals.filter((at) => at >= from && at <= to);
    const milliseconds = (within.at(-1) ?? Number.NaN) - (within[0] ?? Number.NaN);
    const tokensPerPiece = completionTokens / arrivals.length;
    return sum + ((within.length - 1) * tokensPerPiece * 1_000) / milliseconds;
  }, 0);
}

/** Milliseconds from sending the request to its first piece of text. */
export function firstTokenMilliseconds({ sentAt, arrivals }: Pick<StreamRecord, "sentAt" | "arrivals">): number {
  return (arrivals[0] ?? Number.NaN) - sentAt;
}

/** Milliseconds between one piece and the next, of those that came between two times. */
export function gapsBetween(arrivals: readonly number[], from = -Infinity, to = Infinity): readonly number[] {
  const within = arrivals.filter((at) => at >= from && at <= to);
  return within.slice(1).map((at, index) => at - (within[index] ?? Number.NaN));
}
