import type { AnswerFormat } from "../../answer/answer-format";
import { chunkEncoder, type AnswerIdentity, type ChunkShape } from "./chunk-encoder";
import { openAiUsage } from "./usage";

const chunkShape: ChunkShape = {
  object: "chat.completion.chunk",
  opening: { delta: { role: "assistant", content: "" } },
  text: (content) => ({ delta: { content } }),
  empty: { delta: {} },
};

/** Answers of `POST /v1/chat/completions`. */
export function chatFormat(identity: AnswerIdentity): AnswerFormat {
  return {
    contentType: "text/event-stream; charset=utf-8",
    whole: ({ model, text, reason, usage }) => ({
      id: identity.id,
      object: "chat.completion",
      created: identity.createdSeconds,
      model: model.reference,
      choices: [
        {
          index: 0,
          message: { role: "assistant", content: text, refusal: null },
          finish_reason: reason,
          logprobs: null,
        },
      ],
      usage: openAiUsage(usage),
    }),
    stream: (reference) => chunkEncoder(chunkShape, identity, reference),
  };
}
