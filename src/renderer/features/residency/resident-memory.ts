import type { Resident } from "../../../shared/shapes/resident";

/** Bytes; the parts add up to the whole. */
export interface ResidentBytes {
  readonly total: number;
  readonly weights: number;
  readonly kvCache: number;
  readonly compute: number;
  /** The process itself: what the whole has beyond the three parts. */
  readonly process: number;
}

/** What a resident takes now: measured where it is known, else predicted; a resident without a process takes nothing. */
export function bytesOfResident({ pid, memory }: Pick<Resident, "pid" | "memory">): ResidentBytes {
  const { weightsBytes: weights, kvCacheBytes: kvCache, computeBytes: compute } = memory;
  if (pid === null) return { total: 0, weights, kvCache, compute, process: 0 };
  const parts = weights + kvCache + compute;
  // Mapped weights count as the process's memory only once they were read: the parts are the better figure until then.
  const total = Math.max(parts, memory.measuredBytes ?? memory.predictedBytes);
  return { total, weights, kvCache, compute, process: total - parts };
}
