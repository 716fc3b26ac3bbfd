import type { CallInput } from "../../../shared/contract/derive";
import type { CacheType, Plan } from "../../../shared/shapes/plan";

export type PlanWish = CallInput<"plan">;

/** What a person has typed and picked; empty leaves it to settings and machine. */
export interface PlanForm {
  readonly reference: string;
  readonly context: string;
  readonly slots: string;
  readonly cacheType: CacheType | "";
}

const mostSlots = 64;

/** The question for the core. What is not a whole number above zero counts as not typed. */
export function wishOf({ reference, context, slots, cacheType }: PlanForm): PlanWish {
  const tokens = wholeNumber(context);
  const count = wholeNumber(slots);
  return {
    reference,
    ...(tokens === null ? {} : { context: tokens }),
    ...(count === null ? {} : { slots: Math.min(mostSlots, count) }),
    ...(cacheType === "" ? {} : { cacheType }),
  };
}

/** `131,072`, `131.072` and `131072` are the same number. */
function wholeNumber(text: string): number | null {
  const digits = text.replaceAll(/[\s.,'’\u202F]/gu, "");
  return /^[1-9]\d{0,8}$/.test(digits) ? Number(digits) : null;
}

/** The other questions that are worth asking when a plan does not fit; null where there is nothing to gain. */
export interface AlternativeWishes {
  readonly cacheType: PlanWish | null;
  readonly context: PlanWish | null;
  readonly slots: PlanWish | null;
}

export function alternativeWishes(wish: PlanWish, plan: Plan | null): AlternativeWishes {
  if (plan === null || plan.fits) return { cacheType: null, context: null, slots: null };
  const { context, slots, cacheType, largestContext } = plan;
  const same = { ...wish, context, slots, cacheType };
  return {
    cacheType: cacheType === "F16" ? { ...same, cacheType: "Q8_0" } : null,
    context: largestContext !== null && largestContext < context ? { ...same, context: largestContext } : null,
    slots: slots > 1 ? { ...same, slots: 1 } : null,
  };
}

/** The same at the terminal. */
export function loadCommand({ reference, context, slots, cacheType }: PlanWish): string {
  return [
    `tresor load ${reference}`,
    ...(context === undefined ? [] : [`--context ${context}`]),
    ...(slots === undefined ? [] : [`--slots ${slots}`]),
    ...(cacheType === undefined ? [] : [`--kv-type ${cacheType}`]),
  ].join(" ");
}
