import type { CacheType } from "../../../../shared/shapes/plan";
import type { ModelDimensions } from "../../library/library-port";
import { checkpointBytes, slotCacheBytes } from "./cache-bytes";
import { computeBytesOf } from "./compute-bytes";
import { uncorrected, type Correction } from "./correction";

/** What one resident will take; bytes. */
export interface MemoryEstimate {
  readonly weightsBytes: number;
  /** Keys and values for all slots, and the states of recurrent layers. */
  readonly kvCacheBytes: number;
  readonly computeBytes: number;
  readonly overheadBytes: number;
  /** The sum of the four. */
  readonly totalBytes: number;
  /** What it may grow by in use, beyond that: checkpoints of states that cannot be cut, and saved prefixes. */
  readonly growthBytes: number;
  /** Whether what was measured on this machine before has changed the sum. */
  readonly corrected: boolean;
  /** `overheadBytes` without that. */
  readonly uncorrectedOverheadBytes: number;
}

export interface EstimateOptions {
  /** Default F16. */
  readonly cacheType?: CacheType | undefined;
  /** Whether the GPU holds it; default true, which counts all that may be reserved. */
  readonly gpu?: boolean | undefined;
  /** What may be kept of prompts in the worker's memory; default 0. */
  readonly prefixMemoryBytes?: number | undefined;
  /** Default: none. */
  readonly correction?: Correction | undefined;
}

/** How a load is estimated: `estimateMemory` with what is known of this machine. */
export type EstimateLoad = (
  dimensions: ModelDimensions,
  context: number,
  slots: number,
  options?: Pick<EstimateOptions, "cacheType">,
) => MemoryEstimate;

/**
 * The process beside weights, cache and compute buffers: Node's heap, and the program text of Node and the engine (about 45 MB). 95 to
 * 115 MB with six generated models (bench/memory.bench.ts), as RssAnon and RssFile of a worker with node-llama-cpp 3.21.1 on Linux x64.
 */
const processBytes = 98_000_000;
/** Tokens as JavaScript reads them and as llama.cpp keeps them: 0.54 to 0.8 kB each, measured at 49,152, 60,000 and 128,256 tokens. */
const vocabularyEntryBytes = 650;
/** Of each slot: worker/schedule/checkpoint-record.ts. */
const mostCheckpoints = 32;
const mostCheckpointBytes = 1024 ** 3;

/** `context` is tokens per slot. */
export function estimateMemory(
  dimensions: ModelDimensions,
  context: number,
  slots: number,
  options: EstimateOptions = {},
): MemoryEstimate {
  const { cacheType = "F16", gpu = true, prefixMemoryBytes = 0, correction = uncorrected } = options;
  const { weightsBytes } = dimensions;
  const kvCacheBytes = Math.ceil(slots * slotCacheBytes(dimensions, context, cacheType));
  const computeBytes = computeBytesOf(dimensions, { context, slots, gpu });
  const uncorrectedOverheadBytes = processBytes + vocabularyEntryBytes * dimensions.vocabularySize;
  const overheadBytes = Math.ceil(uncorrectedOverheadBytes * correction.factor);
  const oneCheckpoint = checkpointBytes(dimensions, context, cacheType);
  return {
    weightsBytes,
    kvCacheBytes,
    computeBytes,
    overheadBytes,
    totalBytes: weightsBytes + kvCacheBytes + computeBytes + overheadBytes,
    growthBytes: prefixMemoryBytes + slots * Math.min(mostCheckpointBytes, mostCheckpoints * oneCheckpoint),
    corrected: correction.measured,
    uncorrectedOverheadBytes,
  };
}
