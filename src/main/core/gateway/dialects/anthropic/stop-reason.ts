import type { FinishReason } from "../../../../../shared/shapes/run";

/** `stop` is the stop string that ended the answer, if one did. */
export function stopReason(reason: FinishReason, stop: string | null): string {
  if (stop !== null) return "stop_sequence";
  return reasons[reason];
}

const reasons: Readonly<Record<FinishReason, string>> = {
  stop: "end_turn",
  length: "max_tokens",
  toolCalls: "tool_use",
};
