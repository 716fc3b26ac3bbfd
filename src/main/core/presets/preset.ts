import { z } from "zod";

const samplingSchema = z.object({
  temperature: z.number().optional(),
  topP: z.number().optional(),
  topK: z.number().optional(),
  minP: z.number().optional(),
  repeatPenalty: z.number().optional(),
  repeatLastTokens: z.number().optional(),
  frequencyPenalty: z.number().optional(),
  presencePenalty: z.number().optional(),
  seed: z.number().optional(),
  logitBias: z.record(z.string(), z.number()).optional(),
  xtc: z.object({ probability: z.number(), threshold: z.number() }).optional(),
  dry: z
    .object({
      strength: z.number(),
      base: z.number().optional(),
      allowedLength: z.number().optional(),
      lastTokens: z.number().optional(),
      sequenceBreakers: z.array(z.string()).readonly().optional(),
    })
    .optional(),
});

export const presetMessageSchema = z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() });

/**
 * What a name adds to the requests that use it. Every part yields to what a request says itself. `parameters` and the template's
 * `written` form are for showing, as their author wrote them.
 */
export const presetSchema = z.object({
  system: z.string().optional(),
  template: z.object({ written: z.string(), jinja: z.string() }).optional(),
  /** Turns that come before each conversation. */
  messages: z.array(presetMessageSchema).default([]),
  sampling: samplingSchema.default({}),
  stop: z.array(z.string()).default([]),
  maxTokens: z.number().int().nonnegative().optional(),
  /** Tokens of context that its requests wish for. */
  context: z.number().int().positive().optional(),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  licence: z.string().optional(),
  modifiedAt: z.iso.datetime(),
});
export type Preset = z.infer<typeof presetSchema>;
