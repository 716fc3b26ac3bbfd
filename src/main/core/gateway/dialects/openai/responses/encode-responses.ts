import type { Answer, AnswerFormat } from "../../../answer/answer-format";
import { callItem, messageItem, reasoningItem, textPart, type OutputItem } from "./output-items";
import { itemId, type ResponseContext } from "./response-context";
import { responseObject } from "./response-object";
import { ResponseStream } from "./response-stream";

/** Answers of `POST /v1/responses`. */
export function responsesFormat(context: ResponseContext): AnswerFormat {
  return {
    contentType: "text/event-stream; charset=utf-8",
    whole: (answer) => {
      const output = outputOf(answer, context);
      context.onComplete(output);
      const status = isCutOff(answer) ? "incomplete" : "completed";
      return responseObject(context.identity, { status, model: answer.model.reference, output, usage: answer.usage });
    },
    stream: (reference) => new ResponseStream(context, reference),
  };
}

function outputOf(answer: Answer, context: ResponseContext): readonly OutputItem[] {
  const [choice] = answer.choices;
  if (choice === undefined) return [];
  const { reasoning, text, calls, logprobs } = choice;
  const output: OutputItem[] = [];
  const last = isCutOff(answer) ? "incomplete" : "completed";
  if (reasoning !== "") {
    const status = text === "" && calls.length === 0 ? last : "completed";
    output.push(reasoningItem(itemId(context, "reasoning", output.length), reasoning, status, context.packReasoning));
  }
  if (text !== "") {
    const status = calls.length === 0 ? last : "completed";
    output.push(messageItem(itemId(context, "message", output.length), [textPart(text, logprobs)], status));
  }
  for (const call of calls) {
    const tool = context.names.forClient(call.name);
    output.push(callItem(itemId(context, "call", output.length), tool, call, "completed"));
  }
  return output;
}

function isCutOff({ choices }: Answer): boolean {
  return choices[0]?.reason === "length";
}
