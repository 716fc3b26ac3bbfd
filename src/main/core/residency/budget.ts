import { TresorError } from "../../../shared/errors";
import type { CacheType } from "../../../shared/shapes/plan";
import type { Resident } from "../../../shared/shapes/resident";
import type { ModelDimensions } from "../library/library-port";
import { chargeOf, type MemoryBalance } from "../telemetry/memory-balance";
import { leastContext, type ContextChoice } from "./context-choice";
import { estimateMemory, type EstimateLoad, type MemoryEstimate } from "./memory/memory-estimate";
import { estimateWords, memoryWords } from "./memory-words";

export interface LoadPlan extends ContextChoice {
  readonly cacheType: CacheType;
  readonly estimate: MemoryEstimate;
}

export interface BudgetRequest {
  readonly reference: string;
  readonly dimensions: ModelDimensions;
  /** What to try, best first; never empty. */
  readonly choices: readonly ContextChoice[];
  /** Default F16. */
  readonly cacheType?: CacheType | undefined;
  /** How loads are estimated on this machine. */
  readonly estimate?: EstimateLoad | undefined;
  readonly balance: MemoryBalance;
  readonly residents: readonly Pick<Resident, "reference" | "state" | "memory" | "pinned" | "leases">[];
}

/** Contexts are offered in steps of this many tokens: the engine rounds up to them. */
const contextStep = 256;

/**
 * The first choice that fits into what is free.
 * @throws TresorError `insufficient_memory` with the numbers of the last, smallest choice, and with what would help
 */
export function planLoad(request: BudgetRequest): LoadPlan {
  const { dimensions, choices, balance, cacheType = "F16", estimate: estimateLoad = estimateMemory } = request;
  const plans = choices.map((choice) => ({
    ...choice,
    cacheType,
    estimate: estimateLoad(dimensions, choice.context, choice.slots, { cacheType }),
  }));
  const fitting = plans.find(({ estimate }) => estimate.totalBytes <= balance.freeForModelsBytes);
  if (fitting !== undefined) return fitting;
  const smallest = plans.at(-1);
  if (smallest === undefined) throw new TresorError("internal", "A load was planned without a choice of context.");
  throw refusal(request, smallest);
}

/** The longest context that fits with so many slots, at most the model's own; null when not even a short one does. */
export function largestContext(
  dimensions: ModelDimensions,
  slots: number,
  freeBytes: number,
  estimate: (dimensions: ModelDimensions, context: number, slots: number) => MemoryEstimate = estimateMemory,
): number | null {
  const fits = (context: number) => estimate(dimensions, context, slots).totalBytes <= freeBytes;
  if (fits(dimensions.contextLength)) return dimensions.contextLength;
  let [low, high] = [0, Math.floor(dimensions.contextLength / contextStep)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle * contextStep)) low = middle;
    else high = middle - 1;
  }
  const context = low * contextStep;
  return context >= leastContext ? context : null;
}

/**
 * Which residents would have to leave so that so many bytes more are free: neither pinned nor answering, the fewest, largest first.
 * Empty when even all of them would not be enough.
 */
export function mustLeave(residents: BudgetRequest["residents"], missingBytes: number): readonly string[] {
  const candidates = residents
    .filter(({ state, pinned, leases }) => state === "ready" && !pinned && leases === 0)
    .map((resident) => ({ reference: resident.reference, bytes: chargeOf(resident) }))
    .sort((one, other) => one.bytes - other.bytes);
  const alone = candidates.find(({ bytes }) => bytes >= missingBytes);
  if (alone !== undefined) return [alone.reference];
  const leaving: string[] = [];
  let missing = missingBytes;
  for (const { reference, bytes } of candidates.reverse()) {
    if (missing <= 0) break;
    leaving.push(reference);
    missing -= bytes;
  }
  return missing <= 0 ? leaving : [];
}

function refusal(request: BudgetRequest, plan: LoadPlan): TresorError {
  const { reference, dimensions, balance, residents, estimate: estimateLoad = estimateMemory } = request;
  const { estimate, context, slots, cacheType } = plan;
  const free = balance.freeForModelsBytes;
  const longest = largestContext(dimensions, slots, free, (model, tokens, count) =>
    estimateLoad(model, tokens, count, { cacheType }),
  );
  const leaving = mustLeave(residents, estimate.totalBytes - free);
  const cures = [
    ...(leaving.length > 0 ? [`unload ${leaving.join(" and ")}`] : []),
    ...(longest !== null && longest < context ? [`use a context of at most ${longest}`] : []),
  ];
  const lacking = cures.length > 0 ? cures.join(", or ") : "unload other models or programs, or take a smaller model";
  return new TresorError(
    "insufficient_memory",
    `${reference} needs ${estimateWords(estimate)} with a context of ${context} in ${slots === 1 ? "one slot" : `${slots} slots`}, ` +
      `but ${memoryWords(free)} are free of the ${memoryWords(balance.memoryLimitBytes)} that models may take: ${lacking}.`,
    {
      reference,
      context,
      slots,
      needsBytes: estimate.totalBytes,
      weightsBytes: estimate.weightsBytes,
      kvCacheBytes: estimate.kvCacheBytes,
      computeBytes: estimate.computeBytes,
      overheadBytes: estimate.overheadBytes,
      freeBytes: free,
      memoryLimitBytes: balance.memoryLimitBytes,
      largestContext: longest,
      mustLeave: leaving,
    },
  );
}
