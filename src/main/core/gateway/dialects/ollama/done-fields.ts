import type { FinishReason, Usage } from "../../../../../shared/shapes/run";
import type { InferenceTimings } from "../../../inference/canonical";

/**
 * The end of an answer. Counts stand on the last line only: clients sum them up over all lines. The prompt's count is the whole
 * prompt, tokens from the cache included: there is no field for those. Durations are whole nanoseconds.
 */
export function doneFields(reason: FinishReason, usage: Usage, timings: InferenceTimings) {
  return {
    done: true,
    done_reason: reason === "length" ? "length" : "stop",
    total_duration: nanoseconds(timings.totalMilliseconds),
    load_duration: nanoseconds(timings.loadMilliseconds),
    prompt_eval_count: usage.promptTokens,
    prompt_eval_duration: nanoseconds(timings.prefillMilliseconds),
    eval_count: usage.completionTokens,
    eval_duration: nanoseconds(timings.decodeMilliseconds),
  };
}

export function nanoseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1e6);
}
