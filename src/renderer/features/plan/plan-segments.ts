import type { Plan } from "../../../shared/shapes/plan";
import type { BarSegment } from "../../ui/BarStrip";

export interface PlanPictures {
  readonly now: readonly BarSegment[];
  readonly then: readonly BarSegment[];
  /** What the full width of both stands for: more than the machine where the plan is larger than it. */
  readonly widthBytes: number;
}

export interface ComingWords {
  readonly name: string;
  /** The coming model in words. */
  readonly words: string;
}

/**
 * The bar as it is and as it would be: those who leave are marked in the first and gone from the second, where the new model stands
 * behind the others. What is free gives way to it; what is lacking stands over the machine's edge.
 */
export function planPictures(
  segments: readonly BarSegment[],
  plan: Plan,
  leaving: readonly string[],
  coming: ComingWords,
): PlanPictures {
  const leaves = (segment: BarSegment) => leaving.includes(segment.key);
  const now = segments.map((segment) => (leaves(segment) ? { ...segment, change: "leaving" as const } : segment));
  const freed = sum(segments.filter(leaves));
  const free = sum(segments.filter(({ ground }) => ground === "free"));
  const ingot: BarSegment = {
    key: "coming",
    ground: "ingot",
    bytes: plan.totalBytes,
    parts: partsOf(plan),
    label: { name: coming.name, figure: null },
    words: coming.words,
    change: "coming",
  };
  const then = [
    ...segments.filter((segment) => segment.ground === "ingot" && !leaves(segment)),
    ingot,
    ...segments
      .filter(({ ground }) => ground !== "ingot")
      .map((segment) =>
        segment.ground === "free" ? { ...segment, bytes: Math.max(0, free + freed - plan.totalBytes) } : segment,
      ),
  ];
  return { now, then, widthBytes: Math.max(sum(now), sum(then)) };
}

function partsOf({ lines }: Plan): BarSegment["parts"] {
  const bytes = (...what: readonly string[]) => sum(lines.filter((line) => what.includes(line.what)));
  return [
    { metal: "weights", bytes: bytes("weights") },
    { metal: "kv", bytes: bytes("kvCache") },
    { metal: "compute", bytes: bytes("compute", "overhead") },
  ];
}

const sum = (parts: readonly { readonly bytes: number }[]): number =>
  parts.reduce((total, { bytes }) => total + bytes, 0);
