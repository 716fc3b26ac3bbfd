import type { AnsweredChoice, AnswerFormat } from "../../answer/answer-format";
import { eventEncoder } from "./event-encoder";
import type { MessageIdentity } from "./message-identity";
import { signature } from "./signature";
import { stopReason } from "./stop-reason";
import { anthropicUsage } from "./usage";

/** Answers of `POST /v1/messages`. */
export function messageFormat(identity: MessageIdentity): AnswerFormat {
  return {
    contentType: "text/event-stream; charset=utf-8",
    whole: ({ model, choices: [choice], usage }) => ({
      id: identity.messageId,
      type: "message",
      role: "assistant",
      model: model.reference,
      content: choice === undefined ? [] : contentOf(choice),
      stop_reason: choice === undefined ? "end_turn" : stopReason(choice.reason, choice.stop),
      stop_sequence: choice?.stop ?? null,
      usage: anthropicUsage(usage),
    }),
    stream: (reference) => eventEncoder(identity, reference),
  };
}

function contentOf({ reasoning, text, calls }: AnsweredChoice): readonly object[] {
  return [
    ...(reasoning === "" ? [] : [{ type: "thinking", thinking: reasoning, signature }]),
    ...(text === "" ? [] : [{ type: "text", text }]),
    ...calls.map(({ id, name, argumentsJson }) => ({
      type: "tool_use",
      id,
      name,
      input: JSON.parse(argumentsJson) as object,
    })),
  ];
}
