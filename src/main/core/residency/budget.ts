import { TresorError } from "../../../shared/errors";
import type { CacheType } from "../../../shared/shapes/plan";
import type { ModelDimensions } from "../library/library-port";
import { leastContext, type ContextChoice } from "./context-choice";
import { estimateMemory, type EstimateLoad, type MemoryEstimate } from "./memory/memory-estimate";
import { estimateWords, memoryWords } from "./memory-words";
import { leastValueFirst, smallestSet } from "./placement/leaving-order";
import { placedResident, type PlaceableResident } from "./placement/placed-resident";
import type { PlacedResident } from "./placement/snapshot";

export interface LoadPlan extends ContextChoice {
  readonly cacheType: CacheType;
  readonly estimate: MemoryEstimate;
  /** The longest context that fits into so many bytes with the same slots; null when not even a short one does. */
  readonly largestContext: (freeBytes: number) => number | null;
}

/** What is loaded, how its cache is kept, and how this machine reckons. */
export interface PlanBasis {
  readonly dimensions: ModelDimensions;
  readonly cacheType: CacheType;
  readonly estimate: EstimateLoad;
}

/** Why there is no room, and what there is at most. */
export interface Shortage {
  /** `pressure`: the system itself has no memory left. */
  readonly cause: "tooLarge" | "pressure";
  /** What is left when all have left that may. */
  readonly mostBytes: number;
  readonly memoryLimitBytes: number;
  /** Those that stay. */
  readonly pinned: readonly { readonly reference: string; readonly bytes: number }[];
}

/** Contexts are offered in steps of this many tokens: the engine rounds up to them. */
const contextStep = 256;

/** What each way to load it would take. */
export function plansOf(
  { dimensions, cacheType, estimate }: PlanBasis,
  choices: readonly ContextChoice[],
): readonly LoadPlan[] {
  const estimateAs: EstimateLoad = (model, context, slots) => estimate(model, context, slots, { cacheType });
  return choices.map((choice) => ({
    ...choice,
    cacheType,
    estimate: estimateAs(dimensions, choice.context, choice.slots),
    largestContext: (freeBytes) => largestContext(dimensions, choice.slots, freeBytes, estimateAs),
  }));
}

/** The longest context that fits with so many slots, at most the model's own; null when not even a short one does. */
export function largestContext(
  dimensions: ModelDimensions,
  slots: number,
  freeBytes: number,
  estimate: EstimateLoad = estimateMemory,
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
 * Which residents would leave so that so many bytes more are free, in the order of placement: those that nobody uses, then, after their
 * turn, those in use; never a pinned one. Empty when even all of them would not be enough.
 */
export function mustLeave(
  residents: readonly PlaceableResident[],
  missingBytes: number,
  now: number,
): readonly string[] {
  const candidates = residents.flatMap((resident) => {
    const placed = placedResident(resident, { leaving: false, waiting: 0, loadMilliseconds: null });
    return placed === null || placed.pinned || placed.phase === "leaving" ? [] : [placed];
  });
  const inOrder = leastValueFirst(candidates, now);
  const isIdle = ({ phase, uses }: PlacedResident) => phase === "ready" && uses === 0;
  const idle = inOrder.filter(isIdle);
  const used = inOrder.filter((candidate) => !isIdle(candidate));
  const leaving = smallestSet(idle, missingBytes) ?? smallestSet([...idle, ...used], missingBytes) ?? [];
  return leaving.map(({ reference }) => reference);
}

/** The refusal with its numbers, those of the smallest plan, and with what would help. */
export function refusal(reference: string, plans: readonly LoadPlan[], shortage: Shortage): TresorError {
  const plan = plans.at(-1);
  if (plan === undefined) return new TresorError("internal", "A load was planned without a choice of context.");
  const { estimate, context, slots } = plan;
  const { cause, mostBytes, memoryLimitBytes, pinned } = shortage;
  const longest = plan.largestContext(mostBytes);
  const needs =
    `${reference} needs ${estimateWords(estimate)} with a context of ${context} in ` +
    (slots === 1 ? "one slot" : `${slots} slots`);
  const message =
    cause === "pressure"
      ? `${needs}, but the system has no memory left to give: close other programs, or unload a model.`
      : `${needs}, but ${roomWords(shortage)}: ${cures(shortage, longest, context)}.`;
  return new TresorError("insufficient_memory", message, {
    reference,
    context,
    slots,
    needsBytes: estimate.totalBytes,
    weightsBytes: estimate.weightsBytes,
    kvCacheBytes: estimate.kvCacheBytes,
    computeBytes: estimate.computeBytes,
    overheadBytes: estimate.overheadBytes,
    freeBytes: mostBytes,
    memoryLimitBytes,
    largestContext: longest,
    pinned: pinned.map((resident) => resident.reference),
  });
}

function roomWords({ mostBytes, memoryLimitBytes, pinned }: Shortage): string {
  const most = `at most ${memoryWords(mostBytes)} can be had of the ${memoryWords(memoryLimitBytes)} that models may take`;
  if (pinned.length === 0) return most;
  const names = pinned.map((resident) => `${resident.reference} (${memoryWords(resident.bytes)})`);
  return `${most} beside what is pinned, ${names.join(", ")}`;
}

function cures({ pinned }: Shortage, longest: number | null, context: number): string {
  const known = [
    ...(pinned.length > 0 ? [`unpin ${pinned.length === 1 ? (pinned[0]?.reference ?? "") : "one of these"}`] : []),
    ...(longest !== null && longest < context ? [`use a context of at most ${longest}`] : []),
  ];
  return known.length > 0 ? known.join(", or ") : "close other programs, or take a smaller model";
}
