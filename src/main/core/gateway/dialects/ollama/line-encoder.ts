import type { FinishReason } from "../../../../../shared/shapes/run";
import { CallCollector } from "../../answer/call-collector";
import type { StreamEncoder } from "../../answer/answer-format";
import type { Carrier, Piece } from "./carrier";
import { doneFields } from "./done-fields";
import { ollamaError } from "./errors";
import { logprobFields } from "./logprobs";

/** One JSON object a line. The format has no comments: a sign of life is a line with an empty text. A call comes whole. */
export function lineEncoder(carrier: Carrier, now: () => Date, reference: string): StreamEncoder {
  let model = reference;
  let reason: FinishReason = "stop";
  const begun = new CallCollector();

  const line = (fields: object) => `${JSON.stringify({ model, created_at: now().toISOString(), ...fields })}\n`;
  const piece = (content: Piece) => line({ ...carrier.fields(content), done: false });
  let head = headOf(reference);
  const textPiece = (text: string) =>
    `${head}"created_at":"${now().toISOString()}",${carrier.textMembers(text)},"done":false}\n`;
  /** The calls that are complete now, in front of what comes after them. */
  const calls = () => {
    const complete = begun.complete();
    return complete.length === 0 ? "" : piece({ calls: complete });
  };

  return {
    encode: (event) => {
      switch (event.type) {
        case "loading":
          model = event.reference;
          head = headOf(model);
          return "";
        case "model":
          model = event.model.reference;
          head = headOf(model);
          return "";
        case "prefill":
          return "";
        case "text":
          if (event.logprobs !== undefined) {
            return (
              calls() + line({ ...carrier.fields({ text: event.text }), ...logprobFields(event.logprobs), done: false })
            );
          }
          return event.text === "" ? "" : calls() + textPiece(event.text);
        case "reasoning":
          return event.text === "" ? "" : calls() + piece({ thinking: event.text });
        case "call": {
          const before = calls();
          begun.begin(event.id, event.name);
          return before;
        }
        case "arguments":
          begun.add(event.index, event.text);
          return "";
        case "finish":
          reason = event.reason;
          return calls();
        case "done":
          return line({ ...carrier.fields({}), ...doneFields(reason, event.usage, event.timings) });
      }
    },
    comment: () => "",
    pulse: () => piece({}),
    failure: (error) => `${JSON.stringify(ollamaError(error))}\n`,
  };
}

/** Of a line, up to its time. */
function headOf(model: string): string {
  return `{"model":${JSON.stringify(model)},`;
}
