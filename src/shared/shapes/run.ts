import { z } from "zod";

export const chatMessageSchema = z.object({
  role: z.enum(["system", "user", "assistant"]),
  content: z.string(),
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/** A prompt from the window or the terminal. */
export const runInputSchema = z.object({
  /** Default: the first resident, else the first model of the library. */
  reference: z.string().optional(),
  messages: z.array(chatMessageSchema).min(1),
  temperature: z.number().min(0).max(2).optional(),
  maxTokens: z.number().int().positive().optional(),
});

export const usageSchema = z.object({
  promptTokens: z.number().int().nonnegative(),
  cachedTokens: z.number().int().nonnegative(),
  completionTokens: z.number().int().nonnegative(),
  /** Those of the completion that went into reasoning. */
  reasoningTokens: z.number().int().nonnegative(),
});
export type Usage = z.infer<typeof usageSchema>;

export const finishReasonSchema = z.enum(["stop", "length", "toolCalls"]);
export type FinishReason = z.infer<typeof finishReasonSchema>;

export const runItemSchema = z.discriminatedUnion("event", [
  z.object({ event: z.literal("loading"), reference: z.string(), progress: z.number().min(0).max(1) }),
  /** What the model thinks before it answers. */
  z.object({ event: z.literal("reasoning"), text: z.string() }),
  z.object({ event: z.literal("text"), text: z.string() }),
  z.object({
    event: z.literal("done"),
    reference: z.string(),
    digest: z.string().nullable(),
    reason: finishReasonSchema,
    usage: usageSchema,
    tokensPerSecond: z.number().nonnegative(),
    timeToFirstTokenMilliseconds: z.number().nonnegative(),
  }),
]);
export type RunItem = z.infer<typeof runItemSchema>;
