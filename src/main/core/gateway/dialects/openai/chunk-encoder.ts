import type { Usage } from "../../../../../shared/shapes/run";
import type { InferenceEvent } from "../../../inference/canonical";
import type { StreamEncoder } from "../../answer/answer-format";
import { openAiError } from "./errors";
import { finishReasons } from "./finish-reason";
import { openAiUsage } from "./usage";

/** One request as its answer's objects name it. `createdSeconds` is Unix time. */
export interface AnswerIdentity {
  readonly id: string;
  readonly createdSeconds: number;
  readonly includeUsage: boolean;
}

export type PieceEvent = Extract<InferenceEvent, { readonly choice: number; readonly tokens: number }>;

/** How chat and plain completions differ in a stream. Payloads are members of a choice, as JSON: `"text":"Hi"`. */
export interface ChunkShape {
  readonly object: string;
  /** What a choice's first chunk carries; null: there is no first chunk. */
  opening(choice: number): string | null;
  /** Null: this kind of answer does not show the event. */
  piece(event: PieceEvent): string | null;
  /** Of a piece with log-probabilities, as JSON. */
  logprobs(event: PieceEvent): string;
  readonly empty: string;
}

const done = "data: [DONE]\n\n";

/**
 * Server-sent events of one stream. Every data line is a chunk with `choices` or an `error`, since strict clients take any other
 * for a broken stream; signs of life are comments or empty chunks. This runs for every token: what does not change is written once.
 */
export function chunkEncoder(shape: ChunkShape, identity: AnswerIdentity, reference: string): StreamEncoder {
  const { id, createdSeconds: created, includeUsage } = identity;
  const opened = new Set<number>();
  const tail = includeUsage ? `],"usage":null}\n\n` : "]}\n\n";
  let head = headOf(reference);

  function headOf(model: string): string {
    return `data: ${JSON.stringify({ id, object: shape.object, created, model }).slice(0, -1)},"choices":[`;
  }

  const chunk = (choice: number, payload: string, finishReason = "null", logprobs = "null") =>
    `${head}{"index":${choice},${payload},"finish_reason":${finishReason},"logprobs":${logprobs}}${tail}`;

  const opening = (choice: number) => {
    if (opened.has(choice)) return "";
    opened.add(choice);
    const payload = shape.opening(choice);
    return payload === null ? "" : chunk(choice, payload);
  };

  const usageChunk = (usage: Usage) => `${head}],"usage":${JSON.stringify(openAiUsage(usage))}}\n\n`;

  return {
    encode: (event) => {
      switch (event.type) {
        case "loading":
          head = headOf(event.reference);
          return "";
        case "model":
          head = headOf(event.model.reference);
          return "";
        case "prefill":
          return opening(0);
        case "finish":
          return opening(event.choice) + chunk(event.choice, shape.empty, `"${finishReasons[event.reason]}"`);
        case "done":
          return (includeUsage ? usageChunk(event.usage) : "") + done;
        case "text":
        case "reasoning":
        case "call":
        case "arguments": {
          const payload = shape.piece(event);
          if (payload === null) return "";
          return opening(event.choice) + chunk(event.choice, payload, "null", shape.logprobs(event));
        }
      }
    },
    comment: (text) => `: ${text}\n\n`,
    pulse: () => chunk(0, shape.empty),
    failure: (error) => `data: ${JSON.stringify(openAiError(error))}\n\n${done}`,
  };
}
