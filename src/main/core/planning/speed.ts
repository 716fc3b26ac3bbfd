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

export function expectedSpeed(bandwidthBytesPerSecond: number, bytes: number, efficiency: Efficiency): SpeedRange {
  const ceiling = tokenCeiling(bandwidthBytesPerSecond, bytes);
  return { low: ceiling * efficiency.low, high: ceiling * efficiency.high };
}
