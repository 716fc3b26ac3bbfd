import type { ConversationMessage } from "../../../engine/conversation";
import { isObject } from "../../body/json-document";
import { decodeCall, decodeCalls } from "../../decode/call-history";
import { invalidField, unsupportedField } from "../../decode/fields";

/** `messages` of a chat; the same text as a string and as parts. @throws TresorError `invalid_request`, `unsupported` */
export function decodeMessages(messages: unknown): ConversationMessage[] {
  if (!Array.isArray(messages)) throw invalidField("messages", "must be an array of messages");
  if (messages.length === 0) throw invalidField("messages", "must have at least one message");
  return messages.map(decodeMessage);
}

function decodeMessage(message: unknown, index: number): ConversationMessage {
  const field = `messages.${index}`;
  if (!isObject(message)) throw invalidField(field, "must be an object with role and content");
  const content = decodeContent(message["content"], `${field}.content`);
  const { role } = message;
  switch (role) {
    case "system":
    case "developer":
    case "user":
      return { role, content };
    case "assistant":
      return decodeAssistant(message, content, index);
    case "tool":
    case "function":
      return {
        role: "tool",
        content,
        ...textField(message["tool_call_id"], "callId"),
        ...textField(message["name"], "name"),
      };
    default:
      throw invalidField(`${field}.role`, "must be system, developer, user, assistant or tool");
  }
}

function decodeAssistant(
  message: Readonly<Record<string, unknown>>,
  content: string,
  index: number,
): ConversationMessage {
  const old = message["function_call"];
  const calls =
    old === undefined || old === null
      ? decodeCalls(message["tool_calls"], index)
      : [decodeCall(old, `call_${index}_0`, `messages.${index}.function_call`)];
  return {
    role: "assistant",
    content,
    ...textField(message["reasoning_content"] ?? message["reasoning"], "reasoning"),
    ...(calls.length === 0 ? {} : { calls }),
  };
}

function textField<Name extends string>(value: unknown, name: Name): Partial<Record<Name, string>> {
  return (typeof value === "string" && value !== "" ? { [name]: value } : {}) as Partial<Record<Name, string>>;
}

/** A string, text parts (a line each, as other local servers have it), or null, as assistant messages with calls have it. */
function decodeContent(content: unknown, field: string): string {
  if (typeof content === "string") return content;
  if (content === undefined || content === null) return "";
  if (!Array.isArray(content)) throw invalidField(field, "must be a string, an array of parts or null");
  return content.map((part: unknown, index) => decodePart(part, `${field}.${index}`)).join("\n");
}

function decodePart(part: unknown, field: string): string {
  if (!isObject(part)) throw invalidField(field, "must be a part with a type");
  const type = part["type"];
  if (type !== "text" && type !== "refusal") {
    const kind = type === "image_url" ? "an image" : `a part of type ${JSON.stringify(type ?? null).slice(0, 40)}`;
    throw unsupportedField(field, `is ${kind}, and only text is supported; send text`);
  }
  const text = part[type];
  if (typeof text !== "string") throw invalidField(`${field}.${type}`, "must be a string");
  return text;
}
