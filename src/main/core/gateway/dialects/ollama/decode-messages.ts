import type { ConversationMessage } from "../../../engine/conversation";
import { isObject } from "../../body/json-document";
import { decodeCalls } from "../../decode/call-history";
import { invalidField } from "../../decode/fields";
import { refuseImages } from "./decode-options";

/** `messages` of a chat. @throws TresorError `invalid_request`, `unsupported` */
export function decodeMessages(messages: unknown): ConversationMessage[] {
  if (!Array.isArray(messages)) throw invalidField("messages", "must be an array of messages");
  return messages.map(decodeMessage);
}

function decodeMessage(message: unknown, index: number): ConversationMessage {
  const field = `messages.${index}`;
  if (!isObject(message)) throw invalidField(field, "must be an object with role and content");
  refuseImages(message["images"], `${field}.images`);
  const content = message["content"] ?? "";
  if (typeof content !== "string") throw invalidField(`${field}.content`, "must be a string");
  const { role } = message;
  switch (role) {
    case "system":
    case "user":
      return { role, content };
    case "assistant": {
      const calls = decodeCalls(message["tool_calls"], index);
      const reasoning = textOf(message["thinking"]);
      return {
        role,
        content,
        ...(reasoning === undefined ? {} : { reasoning }),
        ...(calls.length === 0 ? {} : { calls }),
      };
    }
    case "tool": {
      const callId = textOf(message["tool_call_id"]);
      const name = textOf(message["tool_name"]) ?? textOf(message["name"]);
      return {
        role,
        content,
        ...(callId === undefined ? {} : { callId }),
        ...(name === undefined ? {} : { name }),
      };
    }
    default:
      throw invalidField(`${field}.role`, "must be system, user, assistant or tool");
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
