import type { FinishReason } from "../../../../../shared/shapes/run";

/** As OpenAI's API writes it. */
export const finishReasons: Readonly<Record<FinishReason, string>> = {
  stop: "stop",
  length: "length",
  toolCalls: "tool_calls",
};
