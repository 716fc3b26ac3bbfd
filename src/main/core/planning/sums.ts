import type { CacheType } from "../../../shared/shapes/plan";
import type { Resident } from "../../../shared/shapes/resident";
import type { ModelDimensions } from "../library/library-port";
import { largestContext, mustLeave as leastLoss } from "../residency/budget";
import type { ContextChoice } from "../residency/context-choice";
import type { EstimateLoad, MemoryEstimate } from "../residency/memory/memory-estimate";

/** Residency's own sums for one model: a plan and the load that follows it cannot differ. */
export interface Sums {
  estimate(choice: ContextChoice): MemoryEstimate;
  /** The longest context that fits with so many slots; null when not even a short one does. */
  largestContext(slots: number, freeBytes: number): number | null;
}

/** How this machine reckons a model whose keys and values are kept so. */
export type SumsFor = (dimensions: ModelDimensions, cacheType: CacheType) => Sums;

/** `estimate` is residency's own. */
export function sumsBy(estimate: EstimateLoad): SumsFor {
  return (dimensions, cacheType) => ({
    estimate: ({ context, slots }) => estimate(dimensions, context, slots, { cacheType }),
    largestContext: (slots, freeBytes) =>
      largestContext(dimensions, slots, freeBytes, (model, context, count) =>
        estimate(model, context, count, { cacheType }),
      ),
  });
}

/** Who would leave so that so much more is free, as residency would choose; nobody when nothing lacks, or when that is not enough. */
export function mustLeave(residents: readonly Resident[], missingBytes: number, now: number): readonly string[] {
  return missingBytes > 0 ? leastLoss(residents, missingBytes, now) : [];
}
