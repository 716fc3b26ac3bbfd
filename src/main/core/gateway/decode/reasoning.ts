import type { ReasoningWish } from "../../engine/conversation";
import { invalidField } from "./fields";

const efforts: Readonly<Record<string, NonNullable<ReasoningWish["effort"]>>> = {
  minimal: "minimal",
  low: "low",
  medium: "medium",
  high: "high",
  // More than our models know.
  xhigh: "high",
  max: "high",
};

/** A wish by a level's name: `none` is off. @throws TresorError `invalid_request` */
export function decodeEffort(level: unknown, field: string): ReasoningWish | undefined {
  if (level === undefined || level === null) return undefined;
  if (level === "none") return { enabled: false };
  const effort = typeof level === "string" && Object.hasOwn(efforts, level) ? efforts[level] : undefined;
  if (effort === undefined) throw invalidField(field, 'must be "none", "minimal", "low", "medium" or "high"');
  return { enabled: true, effort };
}

/** A wish by tokens: 0 is off, a negative number no limit. */
export function budgetWish(tokens: number | undefined): ReasoningWish | undefined {
  if (tokens === undefined || tokens < 0) return undefined;
  return tokens === 0 ? { enabled: false } : { budgetTokens: tokens };
}
