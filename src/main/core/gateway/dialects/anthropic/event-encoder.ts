import type { FinishReason } from "../../../../../shared/shapes/run";
import type { InferenceEvent } from "../../../inference/canonical";
import type { StreamEncoder } from "../../answer/answer-format";
import { ContentBlocks } from "./content-blocks";
import { anthropicError } from "./errors";
import type { MessageIdentity } from "./message-identity";
import { serverEvent } from "./server-event";
import { stopReason } from "./stop-reason";
import { anthropicUsage } from "./usage";

const ping = serverEvent({ type: "ping" });

/**
 * The named events of one stream. `message_start` goes out when the prompt has been counted, so that its usage is true; what comes
 * before are pings.
 */
export function eventEncoder(identity: MessageIdentity, reference: string): StreamEncoder {
  const blocks = new ContentBlocks();
  let model = reference;
  let isStarted = false;
  let end: { readonly reason: FinishReason; readonly stop: string | null } = { reason: "stop", stop: null };

  const start = (promptTokens: number, cachedTokens: number) => {
    if (isStarted) return "";
    isStarted = true;
    const usage = anthropicUsage({ promptTokens, cachedTokens, completionTokens: 0 });
    const empty = { type: "message", role: "assistant", content: [], stop_reason: null, stop_sequence: null };
    return serverEvent({ type: "message_start", message: { id: identity.messageId, model, ...empty, usage } });
  };

  const encode = (event: InferenceEvent): string => {
    switch (event.type) {
      case "loading":
        model = event.reference;
        return "";
      case "model":
        model = event.model.reference;
        return "";
      case "prefill":
        return start(event.promptTokens, event.read);
      case "text":
      case "reasoning":
      case "call":
      case "arguments":
        return start(0, 0) + blocks.piece(event);
      case "finish":
        end = event;
        return start(0, 0) + blocks.close();
      case "done": {
        const delta = { stop_reason: stopReason(end.reason, end.stop), stop_sequence: end.stop };
        const last = serverEvent({ type: "message_delta", delta, usage: anthropicUsage(event.usage) });
        return last + serverEvent({ type: "message_stop" });
      }
    }
  };

  return {
    encode,
    comment: (text) => `: ${text}\n\n`,
    pulse: () => ping,
    failure: (error) => serverEvent(anthropicError(error, identity.requestId)),
  };
}
