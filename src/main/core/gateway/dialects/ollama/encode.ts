import type { AnswerFormat } from "../../answer/answer-format";
import { inMessage, inResponse, type Carrier } from "./carrier";
import { doneFields } from "./done-fields";
import { lineEncoder } from "./line-encoder";
import { logprobFields } from "./logprobs";

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
    ...carrier.fields({}),
    done: true,
    done_reason: doneReason,
  });
}

function format(carrier: Carrier, now: () => Date): AnswerFormat {
  return {
    contentType: "application/x-ndjson",
    whole: ({ model, choices: [first], usage, timings }) => ({
      model: model.reference,
      created_at: now().toISOString(),
      ...carrier.fields(first === undefined ? {} : { text: first.text, thinking: first.reasoning, calls: first.calls }),
      ...(first === undefined || first.logprobs === null ? {} : logprobFields(first.logprobs)),
      ...doneFields(first?.reason ?? "stop", usage, timings),
    }),
    stream: (reference) => lineEncoder(carrier, now, reference),
  };
}
