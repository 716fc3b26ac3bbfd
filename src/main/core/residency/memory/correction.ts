/** How far what a process takes beside weights, cache and compute buffers was from the prediction. */
export interface Correction {
  readonly factor: number;
  /** False: nothing was measured yet. */
  readonly measured: boolean;
}

/** Of an estimate, whether it was corrected or not; bytes. */
export interface KnownParts {
  readonly weightsBytes: number;
  readonly kvCacheBytes: number;
  readonly uncorrectedOverheadBytes: number;
}

export const uncorrected: Correction = { factor: 1, measured: false };

const leastFactor = 0.5;
const mostFactor = 2;
/** A new measurement counts so much against all before it. */
const weightOfNew = 0.5;

/**
 * What a worker that has just loaded tells: weights are mapped, the cache is written once, compute buffers are not touched yet. So what
 * is left over weights and cache is the process itself, which differs with the system, its allocator and the build of the engine.
 */
export function measuredFactor(estimate: KnownParts, measuredBytes: number): number {
  const { weightsBytes, kvCacheBytes, uncorrectedOverheadBytes } = estimate;
  return clamp((measuredBytes - weightsBytes - kvCacheBytes) / uncorrectedOverheadBytes);
}

/** `before` null: the first. */
export function nextFactor(before: number | null, estimate: KnownParts, measuredBytes: number): number {
  const factor = measuredFactor(estimate, measuredBytes);
  return before === null ? factor : clamp(before + weightOfNew * (factor - before));
}

const clamp = (factor: number): number => Math.min(mostFactor, Math.max(leastFactor, factor));
