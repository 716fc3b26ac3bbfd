import type { AnsweredChoice, AnswerFormat } from "../../answer/answer-format";
import { chunkEncoder, type AnswerIdentity, type ChunkShape, type PieceEvent } from "./chunk-encoder";
import { finishReasons } from "./finish-reason";
import { chatLogprobs } from "./logprobs";
import { openAiUsage } from "./usage";

const chunkShape: ChunkShape = {
  object: "chat.completion.chunk",
  opening: () => '"delta":{"role":"assistant","content":""}',
  piece: (event) => {
    const delta = deltaOf(event);
    return delta === null ? null : `"delta":{${delta}}`;
  },
  logprobs: (event) =>
    event.type === "text" && event.logprobs !== undefined ? JSON.stringify(chatLogprobs(event.logprobs)) : "null",
  empty: '"delta":{}',
};

/** Of a call the first delta has the name, the others only arguments: clients take a second name for a second call. */
function deltaOf(event: PieceEvent): string | null {
  switch (event.type) {
    case "text":
      return event.text === "" && event.logprobs === undefined ? null : `"content":${JSON.stringify(event.text)}`;
    case "reasoning":
      return event.text === "" ? null : `"reasoning_content":${JSON.stringify(event.text)}`;
    case "call": {
      const { index, id, name } = event;
      return `"tool_calls":[${JSON.stringify({ index, id, type: "function", function: { name, arguments: "" } })}]`;
    }
    case "arguments": {
      const { index, text } = event;
      if (text === "") return null;
      return `"tool_calls":[{"index":${index},"function":{"arguments":${JSON.stringify(text)}}}]`;
    }
  }
}

/** Answers of `POST /v1/chat/completions`. */
export function chatFormat(identity: AnswerIdentity): AnswerFormat {
  return {
    contentType: "text/event-stream; charset=utf-8",
    whole: ({ model, choices, usage }) => ({
      id: identity.id,
      object: "chat.completion",
      created: identity.createdSeconds,
      model: model.reference,
      choices: choices.map((choice, index) => ({
        index,
        message: messageOf(choice),
        finish_reason: finishReasons[choice.reason],
        logprobs: choice.logprobs === null ? null : chatLogprobs(choice.logprobs),
      })),
      usage: openAiUsage(usage),
    }),
    stream: (reference) => chunkEncoder(chunkShape, identity, reference),
  };
}

function messageOf({ text, reasoning, calls }: AnsweredChoice) {
  return {
    role: "assistant",
    content: text === "" && calls.length > 0 ? null : text,
    refusal: null,
    ...(reasoning === "" ? {} : { reasoning_content: reasoning }),
    ...(calls.length === 0
      ? {}
      : {
          tool_calls: calls.map(({ id, name, argumentsJson }) => ({
            id,
            type: "function",
            function: { name, arguments: argumentsJson },
          })),
        }),
  };
}
