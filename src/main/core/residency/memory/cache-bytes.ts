import type { CacheType } from "../../../../shared/shapes/plan";
import type { ModelDimensions } from "../../library/library-port";
import { batchTokensOf } from "./batch-tokens";

/** A block of Q8_0 holds 32 numbers in 34 bytes. */
const elementBytes: Readonly<Record<CacheType, number>> = { F16: 2, Q8_0: 34 / 32 };
/** Recurrent states are kept as F32, whatever the type of the cache. */
const stateElementBytes = 4;
/** The engine rounds the cells of each slot up to this. */
const cellStep = 256;

/** What the engine gives one slot up front: keys and values for the whole context, windows as far as they reach, and states. */
export function slotCacheBytes(dimensions: ModelDimensions, context: number, cacheType: CacheType): number {
  const { keyValueHeads, keyLength, valueLength, slidingWindow, indexer } = dimensions;
  const cells = roundUp(context, cellStep);
  const elements = keyValueHeads.reduce((sum, heads, layer) => {
    if (slidingWindow?.layers[layer] !== true) return sum + cells * heads * (keyLength + valueLength);
    return sum + windowCells(dimensions, context) * heads * (slidingWindow.keyLength + slidingWindow.valueLength);
  }, 0);
  const indexElements = indexer === undefined ? 0 : cells * indexer.layers * (indexer.keyLength + indexer.valueLength);
  return (elements + indexElements) * elementBytes[cacheType] + recurrentBytes(dimensions);
}

/** The part of a slot that is written whole with each checkpoint: states, and the windowed layers' cells. 0: it needs none. */
export function checkpointBytes(dimensions: ModelDimensions, context: number, cacheType: CacheType): number {
  const { keyValueHeads, slidingWindow } = dimensions;
  const heads = keyValueHeads.reduce(
    (sum, count, layer) => sum + (slidingWindow?.layers[layer] === true ? count : 0),
    0,
  );
  const length = slidingWindow === undefined ? 0 : slidingWindow.keyLength + slidingWindow.valueLength;
  return windowCells(dimensions, context) * heads * length * elementBytes[cacheType] + recurrentBytes(dimensions);
}

/** Cells of a layer with a window, in each slot: what it sees, and what comes in with one step. */
export function windowCells({ slidingWindow }: ModelDimensions, context: number): number {
  if (slidingWindow === undefined) return 0;
  return roundUp(Math.min(roundUp(context, cellStep), slidingWindow.tokens + batchTokensOf(context) + 1), cellStep);
}

function recurrentBytes({ recurrent }: ModelDimensions): number {
  if (recurrent === undefined) return 0;
  return recurrent.layers * (recurrent.convolution + recurrent.memory) * stateElementBytes;
}

const roundUp = (count: number, step: number): number => Math.ceil(count / step) * step;
