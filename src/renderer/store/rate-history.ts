import type { Resident } from "../../shared/shapes/resident";

/** Tokens per second of each resident over the last minute, one figure a second, oldest first; null where nothing was seen. */
export interface RateHistory {
  /** The second (since 1970) of the last figure; null before the first. */
  readonly second: number | null;
  readonly byReference: Readonly<Record<string, readonly (number | null)[]>>;
}

export const rateSeconds = 60;
export const emptyRates: RateHistory = { second: null, byReference: {} };

/**
 * Adds the figure of this second. Seconds that the window slept through become null: they were not seen. A second call within the same
 * second changes nothing, and residents that are gone are forgotten.
 */
export function advanceRates(history: RateHistory, residents: readonly Resident[], now: number): RateHistory {
  const second = Math.floor(now / 1_000);
  const missed = history.second === null ? 0 : second - history.second - 1;
  if (missed < 0) return history;
  const gap = Array.from({ length: Math.min(missed, rateSeconds) }, () => null);
  const entries = residents.map(({ reference, tokensPerSecond }) => {
    const past = history.byReference[reference] ?? [];
    return [reference, [...past, ...gap, tokensPerSecond ?? 0].slice(-rateSeconds)] as const;
  });
  return { second, byReference: Object.fromEntries(entries) };
}
