import type { CacheType } from "../../../shared/shapes/plan";
import type { Resident } from "../../../shared/shapes/resident";
import type { ModelDimensions } from "../library/library-port";
import { largestContext, mustLeave as leastLoss } from "../residency/budget";
import type { ContextChoice } from "../residency/context-choice";
import { estimateMemory, type MemoryEstimate } from "../residency/memory-estimate";

/** Residency's own sums for one model: a plan and the load that follows it cannot differ. */
export interface Sums {
  estimate(choice: ContextChoice): MemoryEstimate;
  /** The longest context that fits with so many slots; null when not even a short one does. */
  largestContext(slots: number, freeBytes: number): number | null;
}

/** How this machine reckons a model whose keys and values are kept so. */
export type SumsFor = (dimensions: ModelDimensions, cacheType: CacheType) => Sums;

/** Q8_0 keeps 32 values in 34 bytes, F16 in 64. */
const sizeOf: Readonly<Record<CacheType, number>> = { F16: 1, Q8_0: 34 / 64 };

/** To the budget, keys and values of a smaller type are as if they were shorter. */
export const usualSums: SumsFor = (dimensions, cacheType) => {
  const size = sizeOf[cacheType];
  const cached = { ...dimensions, keyLength: dimensions.keyLength * size, valueLength: dimensions.valueLength * size };
  return {
    estimate: ({ context, slots }) => estimateMemory(cached, context, slots),
    largestContext: (slots, freeBytes) => largestContext(cached, slots, freeBytes),
  };
};

/** Who would leave so that so much more is free, as residency would choose; nobody when nothing lacks, or when that is not enough. */
export function mustLeave(residents: readonly Resident[], missingBytes: number): readonly string[] {
  return missingBytes > 0 ? leastLoss(residents, missingBytes) : [];
}
