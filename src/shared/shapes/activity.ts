import { z } from "zod";

/** What was done and held in one stretch of time. Never content. */
export const activitySampleSchema = z.object({
  /** When the stretch begins. */
  at: z.iso.datetime(),
  /** Requests to models that ended in it. */
  requests: z.number().nonnegative(),
  /** Tokens of their prompts, those found in a cache included. */
  promptTokens: z.number().nonnegative(),
  /** Tokens that models wrote. */
  completionTokens: z.number().nonnegative(),
  /** The mean over the answers that began in it, a load included; null when none did. */
  firstTokenMilliseconds: z.number().nonnegative().nullable(),
  /** At its end: what programs other than our workers hold, without file cache. */
  systemBytes: z.number().nonnegative(),
  /** At its end: what the workers of models hold. */
  modelsBytes: z.number().nonnegative(),
});
export type ActivitySample = z.infer<typeof activitySampleSchema>;

export const activityRangeSchema = z.enum(["hour", "day", "week"]);
export type ActivityRange = z.infer<typeof activityRangeSchema>;

export const activityRangeSeconds: Readonly<Record<ActivityRange, number>> = {
  hour: 3_600,
  day: 86_400,
  week: 604_800,
};

/** Samples in order of time; stretches in which Tresor did not run are missing. */
export const activitySchema = z.object({
  range: activityRangeSchema,
  /** How long each stretch is. */
  intervalSeconds: z.number().positive(),
  samples: z.array(activitySampleSchema),
});
export type Activity = z.infer<typeof activitySchema>;
