import type { AssistantMessage, PlainMessage } from "./plain-message";

/** A message as templates read it: the shape of OpenAI's chat messages, with the names of all families for reasoning. */
export type TemplateMessage = Readonly<Record<string, unknown>>;

export interface AnswerForm {
  /** Contents are lists of parts: the template drops plain strings. */
  readonly contentAsParts: boolean;
  /** Arguments as an object, or as its JSON text. */
  readonly argumentsAs: "object" | "text";
  /** Content of a message with calls and without words. */
  readonly emptyContent: "" | null;
  /** As fields beside the content, as a part of the content, or joined with the content where both are refused. */
  readonly reasoningAs: "fields" | "part" | "joined";
}

export function templateMessage(message: PlainMessage, form: AnswerForm): TemplateMessage {
  if (message.role === "assistant") return answerMessage(message, form);
  const content = form.contentAsParts ? textParts(message.content) : message.content;
  if (message.role !== "tool") return { role: message.role, content };
  return { role: "tool", content, tool_call_id: message.callId, name: message.name };
}

function answerMessage(message: AssistantMessage, form: AnswerForm): TemplateMessage {
  const { reasoning, calls } = message;
  const isJoined = form.reasoningAs === "joined" && reasoning !== "" && message.content !== "" && calls.length > 0;
  const text = isJoined ? `${reasoning}\n\n${message.content}` : message.content;
  return {
    role: "assistant",
    content: answerContent(text, message, form),
    ...(reasoning === "" || isJoined || form.reasoningAs === "part" ? {} : reasoningFields(reasoning)),
    ...(calls.length === 0
      ? {}
      : {
          tool_calls: calls.map((call) => ({
            type: "function",
            id: call.id,
            function: {
              name: call.name,
              arguments: form.argumentsAs === "object" ? call.arguments : call.argumentsText,
            },
          })),
        }),
  };
}

function answerContent(text: string, { reasoning, calls }: AssistantMessage, form: AnswerForm): unknown {
  if (form.reasoningAs === "part" && reasoning !== "")
    return [{ type: "thinking", thinking: reasoning }, ...(text === "" ? [] : textParts(text))];
  if (text === "" && calls.length > 0) return form.emptyContent;
  return form.contentAsParts ? textParts(text) : text;
}

function reasoningFields(reasoning: string): TemplateMessage {
  return { reasoning_content: reasoning, thinking: reasoning, reasoning };
}

function textParts(text: string): readonly TemplateMessage[] {
  return [{ type: "text", text }];
}
