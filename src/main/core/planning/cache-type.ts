import type { CacheType } from "../../../shared/shapes/plan";
import type { ModelDimensions } from "../library/library-port";

/** Q8_0 keeps 32 values in 34 bytes, F16 in 64. */
const sizeOf: Readonly<Record<CacheType, number>> = { F16: 1, Q8_0: 34 / 64 };

/** To the budget, keys and values of a smaller type are as if they were shorter. */
export function cachedAs(dimensions: ModelDimensions, cacheType: CacheType): ModelDimensions {
  const size = sizeOf[cacheType];
  return { ...dimensions, keyLength: dimensions.keyLength * size, valueLength: dimensions.valueLength * size };
}
