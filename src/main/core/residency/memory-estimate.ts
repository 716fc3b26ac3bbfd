import type { ModelDimensions } from "../library/library-port";

/** What one resident will take; bytes. */
export interface MemoryEstimate {
  readonly weightsBytes: number;
  readonly kvCacheBytes: number;
  readonly computeBytes: number;
  readonly overheadBytes: number;
  /** The sum of the four. */
  readonly totalBytes: number;
}

/** Tokens that the worker computes at once at most (worker/resident-model.ts): what compute buffers are sized for. */
const batchTokens = 512;
/** Keys and values are kept as F16. */
const cacheElementBytes = 2;
const floatBytes = 4;

/**
 * The process before it has a model: Node's heap (about 40 MB) and the program text of Node and the engine (about 50 MB), measured as
 * RssAnon and RssFile of a worker with node-llama-cpp 3.21.1 on Linux x64.
 */
const processBytes = 90_000_000;
/** Tokens as JavaScript reads them and as llama.cpp keeps them: 0.95 to 1.2 kB each, measured at 49,152 and at 60,000 tokens. */
const vocabularyEntryBytes = 1_100;

/** `context` is tokens per slot. */
export function estimateMemory(dimensions: ModelDimensions, context: number, slots: number): MemoryEstimate {
  const { weightsBytes } = dimensions;
  const kvCacheBytes = kvCacheBytesOf(dimensions, context, slots);
  const computeBytes = computeBytesOf(dimensions, context);
  const overheadBytes = processBytes + vocabularyEntryBytes * dimensions.vocabularySize;
  const totalBytes = weightsBytes + kvCacheBytes + computeBytes + overheadBytes;
  return { weightsBytes, kvCacheBytes, computeBytes, overheadBytes, totalBytes };
}

/**
 * The engine gives every slot its own cells for the whole context up front. Sliding windows are not counted off: the engine may keep
 * less for such layers, never more.
 */
function kvCacheBytesOf(dimensions: ModelDimensions, context: number, slots: number): number {
  const heads = dimensions.keyValueHeads.reduce((sum, count) => sum + count, 0);
  return cacheElementBytes * context * slots * heads * (dimensions.keyLength + dimensions.valueLength);
}

/**
 * llama.cpp reuses one buffer for all layers, so its size is the peak of the graph: either inside a layer (four vectors of the model's
 * width, three of the feed-forward's, and the attention mask as F16), or at its end (the scores of the whole vocabulary and two vectors
 * of the model's width), for each token of a batch. Within 1 MB of what the engine reports for the generated 300M model (25.0 MiB at
 * 512 tokens, 28.5 MiB at 4,096, whatever the slots) and for SmolLM2-135M; mixtures of experts take some more.
 */
function computeBytesOf(dimensions: ModelDimensions, context: number): number {
  const { embeddingLength, feedForwardLength, vocabularySize } = dimensions;
  const insideLayer = 4 * embeddingLength + 3 * feedForwardLength + context / 2;
  const atTheEnd = vocabularySize + 2 * embeddingLength;
  return Math.ceil(floatBytes * Math.min(batchTokens, context) * Math.max(insideLayer, atTheEnd));
}
