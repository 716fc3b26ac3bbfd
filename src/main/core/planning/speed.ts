/** What one token of one answer makes the machine read; bytes. */
export interface TokenCost {
  /** Weights that one token uses: see ModelDimensions. */
  readonly activeWeightsBytes: number;
  /** Keys and values of the tokens before it. */
  readonly kvCacheBytes: number;
}

/** Parts of the peak bandwidth that decoding reaches, 0 to 1. */
export interface Efficiency {
  readonly low: number;
  readonly high: number;
}

export interface SpeedRange {
  readonly low: number;
  readonly high: number;
}

/** What a token reads in the middle of a conversation: the cache of one slot is half full. `kvCacheBytes` is of all slots. */
export function costAtHalfContext(activeWeightsBytes: number, kvCacheBytes: number, slots: number): TokenCost {
  return { activeWeightsBytes, kvCacheBytes: kvCacheBytes / slots / 2 };
}

export function bytesPerToken({ activeWeightsBytes, kvCacheBytes }: TokenCost): number {
  return activeWeightsBytes + kvCacheBytes;
}

/** Writing one answer is bound by memory: no token comes before all that it uses was read once. */
export function tokenCeiling(bandwidthBytesPerSecond: number, bytes: number): number {
  return bytes > 0 ? bandwidthBytesPerSecond / bytes : 0;
}

/**
 * What a token takes besides reading, from the scheduler to the sampler: measured with a model of 1 MB, which writes about 1,100 tokens
 * a second on a slow machine whatever it reads.
 */
const besidesReading = { leastSeconds: 0.000_5, mostSeconds: 0.001 } as const;

export function expectedSpeed(bandwidthBytesPerSecond: number, bytes: number, efficiency: Efficiency): SpeedRange {
  const readingSeconds = bytes / bandwidthBytesPerSecond;
  return {
    low: 1 / (readingSeconds / efficiency.low + besidesReading.mostSeconds),
    high: 1 / (readingSeconds / efficiency.high + besidesReading.leastSeconds),
  };
}

/** The part of the peak that a real answer reached; null where reading was too small a part of its time to tell. */
export function reachedEfficiency(
  bandwidthBytesPerSecond: number,
  bytes: number,
  tokensPerSecond: number,
): number | null {
  const seconds = 1 / tokensPerSecond;
  const { leastSeconds, mostSeconds } = besidesReading;
  if (!(seconds > 4 * mostSeconds)) return null;
  return bytes / bandwidthBytesPerSecond / (seconds - (leastSeconds + mostSeconds) / 2);
}
