import type { AnswerFormat } from "../../answer/answer-format";
import { chunkEncoder, type AnswerIdentity, type ChunkShape } from "./chunk-encoder";
import { openAiUsage } from "./usage";

const chunkShape: ChunkShape = {
  object: "text_completion",
  opening: null,
  text: (text) => ({ text }),
  empty: { text: "" },
};

/** Answers of `POST /v1/completions`. */
export function completionFormat(identity: AnswerIdentity): AnswerFormat {
  return {
    contentType: "text/event-stream; charset=utf-8",
    whole: ({ model, text, reason, usage }) => ({
      id: identity.id,
      object: "text_completion",
      created: identity.createdSeconds,
      model: model.reference,
      choices: [{ index: 0, text, finish_reason: reason, logprobs: null }],
      usage: openAiUsage(usage),
    }),
    stream: (reference) => chunkEncoder(chunkShape, identity, reference),
  };
}
