import type { FinishReason, RunItem } from "../../../shared/shapes/run";
import type { AnsweringModel, InferenceEvent } from "../inference/canonical";

/** Canonical events as the window and the terminal show them: what the model thinks, and its answer. */
export async function* runItems(events: AsyncIterable<InferenceEvent>): AsyncGenerator<RunItem, void, void> {
  let model: AnsweringModel | null = null;
  let reason: FinishReason = "stop";
  for await (const event of events) {
    switch (event.type) {
      case "loading":
        yield { event: "loading", reference: event.reference, progress: event.progress };
        break;
      case "model":
        model = event.model;
        break;
      case "text":
      case "reasoning":
        if (event.text !== "") yield { event: event.type, text: event.text };
        break;
      case "finish":
        reason = event.reason;
        break;
      case "prefill":
      case "call":
      case "arguments":
        break;
      case "done": {
        const { decodeMilliseconds, queuedMilliseconds, prefillMilliseconds, loadMilliseconds } = event.timings;
        yield {
          event: "done",
          reference: model?.reference ?? "",
          digest: model?.digest ?? null,
          reason,
          usage: event.usage,
          // The first token comes with the prompt's last part; the others took the decode time.
          tokensPerSecond:
            decodeMilliseconds > 0 ? (Math.max(0, event.usage.completionTokens - 1) * 1_000) / decodeMilliseconds : 0,
          timeToFirstTokenMilliseconds: loadMilliseconds + queuedMilliseconds + prefillMilliseconds,
        };
        break;
      }
    }
  }
}
