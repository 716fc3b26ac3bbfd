import type { AnswerFormat } from "../../answer/answer-format";
import { chunkEncoder, type AnswerIdentity, type ChunkShape } from "./chunk-encoder";
import { finishReasons } from "./finish-reason";
import { completionLogprobs } from "./logprobs";
import { openAiUsage } from "./usage";

/** One stream's; where each choice's text has got to is needed for the tokens' offsets. */
function chunkShape(): ChunkShape {
  const offsets = new Map<number, number>();
  return {
    object: "text_completion",
    opening: null,
    piece: (event) => {
      const isEmpty = event.type !== "text" || (event.text === "" && event.logprobs === undefined);
      return isEmpty ? null : `"text":${JSON.stringify(event.text)}`;
    },
    logprobs: (event) => {
      if (event.type !== "text" || event.logprobs === undefined) return "null";
      const offset = offsets.get(event.choice) ?? 0;
      offsets.set(event.choice, offset + event.text.length);
      return JSON.stringify(completionLogprobs(event.logprobs, offset));
    },
    empty: '"text":""',
  };
}

/** Answers of `POST /v1/completions`. */
export function completionFormat(identity: AnswerIdentity): AnswerFormat {
  return {
    contentType: "text/event-stream; charset=utf-8",
    whole: ({ model, choices, usage }) => ({
      id: identity.id,
      object: "text_completion",
      created: identity.createdSeconds,
      model: model.reference,
      choices: choices.map(({ text, reason, logprobs }, index) => ({
        index,
        text,
        finish_reason: finishReasons[reason],
        logprobs: logprobs === null ? null : completionLogprobs(logprobs, 0),
      })),
      usage: openAiUsage(usage),
    }),
    stream: (reference) => chunkEncoder(chunkShape(), identity, reference),
  };
}
