import { z } from "zod";
import { digestSchema, qualitySchema } from "./model";
import { residentMemorySchema } from "./resident";

/** How keys and values are kept: `F16`, or `Q8_0` at half the size and almost the same answers. */
export const cacheTypeSchema = z.enum(["F16", "Q8_0"]);
export type CacheType = z.infer<typeof cacheTypeSchema>;

/** One part of what a load takes; the lines add up to the total. */
export const planLineSchema = z.object({
  what: z.enum(["weights", "kvCache", "compute", "overhead"]),
  bytes: z.number().nonnegative(),
});
export type PlanLine = z.infer<typeof planLineSchema>;

/** A way to make a load possible, or better. */
export const planAdviceSchema = z.object({
  kind: z.enum(["unload", "context", "slots", "cacheType", "gpuLimit", "smallerModel"]),
  /** A sentence that says what to do, in English. */
  text: z.string(),
  /** The exact command for a terminal; null: there is none. */
  command: z.string().nullable(),
});
export type PlanAdvice = z.infer<typeof planAdviceSchema>;

/** Tokens a second that one answer can be written with at best and at worst on this machine. */
export const speedRangeSchema = z.object({ low: z.number().nonnegative(), high: z.number().nonnegative() });

/** What loading a model would take and change. A plan loads nothing, and one that does not fit is an answer, not an error. */
export const planSchema = z.object({
  reference: z.string(),
  displayName: z.string(),
  digest: digestSchema.nullable(),
  quality: qualitySchema,
  fits: z.boolean(),
  /** Tokens per slot. */
  context: z.number().int().positive(),
  slots: z.number().int().positive(),
  cacheType: cacheTypeSchema,
  lines: z.array(planLineSchema),
  totalBytes: z.number().nonnegative(),
  /** The same as a resident shows it; nothing is measured yet. */
  memory: residentMemorySchema,
  /** What a load may take now, without anybody leaving. */
  availableBytes: z.number().nonnegative(),
  memoryLimitBytes: z.number().nonnegative(),
  /** What is lacking; 0 when it fits. */
  missingBytes: z.number().nonnegative(),
  /** References of residents that would leave to make room, in this order; empty when it fits, or when it cannot be made to. */
  mustLeave: z.array(z.string()),
  /** The longest context per slot that fits now with so many slots; null when not even a short one does. */
  largestContext: z.number().int().positive().nullable(),
  /** Null where the machine's memory bandwidth is not known. */
  tokensPerSecond: speedRangeSchema.nullable(),
  advice: z.array(planAdviceSchema),
  /** True when what was measured on this machine before has corrected the sum. */
  corrected: z.boolean(),
});
export type Plan = z.infer<typeof planSchema>;

/** All roles at once, as "keep all roles resident" would load them. */
export const rolesPlanSchema = z.object({
  fits: z.boolean(),
  plans: z.array(planSchema.extend({ roles: z.array(z.string()) })),
  totalBytes: z.number().nonnegative(),
  availableBytes: z.number().nonnegative(),
  /** Residents that are no role's and would leave. */
  mustLeave: z.array(z.string()),
});
export type RolesPlan = z.infer<typeof rolesPlanSchema>;
