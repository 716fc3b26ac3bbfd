import type { Plan } from "../../../shared/shapes/plan";
import type { PlanWish } from "./plan-wish";

/** One way in which a load can happen, or a step towards one. */
export interface PlanWay {
  readonly kind: "asIs" | "unload" | "cacheType" | "context" | "slots" | "gpuLimit" | "smallerModel";
  /** The plan that holds when this way is taken. */
  readonly plan: Plan;
  readonly wish: PlanWish;
  /** References that leave first. */
  readonly leaving: readonly string[];
  readonly freeAfterBytes: number;
  /** Whether the load can begin when this way is chosen. */
  readonly fits: boolean;
  /** For a terminal, where the way lies outside of Tresor. */
  readonly command: string | null;
  /** The core's own words, where only it knows them. */
  readonly text: string | null;
}

export interface Alternative {
  readonly kind: "cacheType" | "context" | "slots";
  readonly wish: PlanWish | null;
  readonly plan: Plan | null;
}

/**
 * What a person can choose between. A plan that fits has one way: as it is. One that does not has those that would leave, then the
 * alternatives that fit by their own plans, then what lies outside of Tresor.
 */
export function waysOf(
  wish: PlanWish,
  plan: Plan,
  alternatives: readonly Alternative[],
  bytesOf: (reference: string) => number,
): readonly PlanWay[] {
  const way = (kind: PlanWay["kind"], facts: Partial<PlanWay> = {}): PlanWay => ({
    kind,
    plan,
    wish: { ...wish, context: plan.context, slots: plan.slots, cacheType: plan.cacheType },
    leaving: [],
    freeAfterBytes: plan.availableBytes - plan.totalBytes,
    fits: false,
    command: null,
    text: null,
    ...facts,
  });
  if (plan.fits) return [way("asIs", { fits: true })];
  const freed = plan.mustLeave.reduce((sum, reference) => sum + bytesOf(reference), 0);
  const unload = way("unload", {
    leaving: plan.mustLeave,
    freeAfterBytes: Math.max(0, plan.availableBytes + freed - plan.totalBytes),
    fits: true,
  });
  return [
    ...(plan.mustLeave.length === 0 ? [] : [unload]),
    ...alternatives.flatMap(({ kind, wish: otherWish, plan: other }) =>
      otherWish === null || other?.fits !== true
        ? []
        : [
            way(kind, {
              plan: other,
              wish: otherWish,
              freeAfterBytes: other.availableBytes - other.totalBytes,
              fits: true,
            }),
          ],
    ),
    ...plan.advice.flatMap(({ kind, text, command }) =>
      kind === "gpuLimit" || kind === "smallerModel" ? [way(kind, { command, text })] : [],
    ),
  ];
}
