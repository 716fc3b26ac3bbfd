import type { Usage } from "../../../../../shared/shapes/run";
import type { StreamEncoder } from "../../answer/answer-format";
import { openAiError } from "./errors";
import { openAiUsage } from "./usage";

/** One request as its answer's objects name it. `createdSeconds` is Unix time. */
export interface AnswerIdentity {
  readonly id: string;
  readonly createdSeconds: number;
  readonly includeUsage: boolean;
}

/** How chat and plain completions differ in a stream. */
export interface ChunkShape {
  readonly object: string;
  /** What the first chunk carries; null: there is no first chunk. */
  readonly opening: object | null;
  readonly text: (text: string) => object;
  readonly empty: object;
}

const done = "data: [DONE]\n\n";

/**
 * Server-sent events of one stream. Every data line is a chunk with `choices` or an `error`, since strict clients take any other
 * for a broken stream; signs of life are comments or empty chunks.
 */
export function chunkEncoder(shape: ChunkShape, identity: AnswerIdentity, reference: string): StreamEncoder {
  let model = reference;
  let opened = shape.opening === null;

  const event = (choices: readonly object[], usage: Usage | null) => {
    const { id, createdSeconds: created, includeUsage } = identity;
    const counted = includeUsage ? { usage: usage === null ? null : openAiUsage(usage) } : {};
    return `data: ${JSON.stringify({ id, object: shape.object, created, model, choices, ...counted })}\n\n`;
  };
  const chunk = (piece: object, finishReason: string | null = null) =>
    event([{ index: 0, ...piece, finish_reason: finishReason, logprobs: null }], null);
  const opening = () => {
    if (opened || shape.opening === null) return "";
    opened = true;
    return chunk(shape.opening);
  };

  return {
    encode: (canonical) => {
      switch (canonical.type) {
        case "loading":
          model = canonical.reference;
          return "";
        case "model":
          model = canonical.model.reference;
          return "";
        case "prefill":
          return opening();
        case "text":
          return canonical.text === "" ? "" : opening() + chunk(shape.text(canonical.text));
        case "finish":
          return [
            opening(),
            chunk(shape.empty, canonical.reason),
            identity.includeUsage ? event([], canonical.usage) : "",
            done,
          ].join("");
      }
    },
    comment: (text) => `: ${text}\n\n`,
    pulse: () => chunk(shape.empty),
    failure: (error) => `data: ${JSON.stringify(openAiError(error))}\n\n${done}`,
  };
}
