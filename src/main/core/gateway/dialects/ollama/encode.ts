import type { InferenceTimings } from "../../../inference/canonical";
import type { Usage } from "../../../../../shared/shapes/run";
import type { Answer, AnswerFormat, StreamEncoder } from "../../answer/answer-format";
import { ollamaError } from "./errors";

/** Where a piece of text stands in a line: `message` in a chat, `response` in a generation. */
type Carrier = (text: string) => object;

const inMessage: Carrier = (content) => ({ message: { role: "assistant", content } });
const inResponse: Carrier = (response) => ({ response });

/** Answers of `POST /api/chat`. `now` is the time of a line. */
export function chatFormat(now: () => Date): AnswerFormat {
  return format(inMessage, now);
}

/** Answers of `POST /api/generate`. */
export function generateFormat(now: () => Date): AnswerFormat {
  return format(inResponse, now);
}

/** The answer to a request without a prompt. */
export type LoadAnswer = (reference: string, doneReason: "load" | "unload") => object;

export const chatLoadAnswer = (now: () => Date): LoadAnswer => loadAnswer(inMessage, now);
export const generateLoadAnswer = (now: () => Date): LoadAnswer => loadAnswer(inResponse, now);

function loadAnswer(carrier: Carrier, now: () => Date): LoadAnswer {
  return (reference, doneReason) => ({
    model: reference,
    created_at: now().toISOString(),
    ...carrier(""),
    done: true,
    done_reason: doneReason,
  });
}

function format(carrier: Carrier, now: () => Date): AnswerFormat {
  return {
    contentType: "application/x-ndjson",
    whole: ({ model, text, ...finish }) => ({
      model: model.reference,
      created_at: now().toISOString(),
      ...carrier(text),
      ...doneFields(finish),
    }),
    stream: (reference) => lineEncoder(carrier, now, reference),
  };
}

/** One JSON object a line. The format has no comments: a sign of life is a line with an empty text. */
function lineEncoder(carrier: Carrier, now: () => Date, reference: string): StreamEncoder {
  let model = reference;
  const line = (fields: object) => `${JSON.stringify({ model, created_at: now().toISOString(), ...fields })}\n`;
  const piece = (text: string) => line({ ...carrier(text), done: false });
  return {
    encode: (event) => {
      switch (event.type) {
        case "loading":
          model = event.reference;
          return "";
        case "model":
          model = event.model.reference;
          return "";
        case "prefill":
          return "";
        case "text":
          return event.text === "" ? "" : piece(event.text);
        case "finish":
          return line({ ...carrier(""), ...doneFields(event) });
      }
    },
    comment: () => "",
    pulse: () => piece(""),
    failure: (error) => `${JSON.stringify(ollamaError(error))}\n`,
  };
}

/** Counts stand on the last line only: clients sum them up over all lines. Durations are whole nanoseconds. */
function doneFields({ reason, usage, timings }: Pick<Answer, "reason"> & { usage: Usage; timings: InferenceTimings }) {
  return {
    done: true,
    done_reason: reason,
    total_duration: nanoseconds(timings.totalMilliseconds),
    load_duration: nanoseconds(timings.loadMilliseconds),
    prompt_eval_count: usage.promptTokens,
    prompt_eval_duration: nanoseconds(timings.prefillMilliseconds),
    eval_count: usage.completionTokens,
    eval_duration: nanoseconds(timings.decodeMilliseconds),
  };
}

function nanoseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1e6);
}
