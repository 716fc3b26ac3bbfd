import type { ChatMessage } from "../../../../../shared/shapes/run";
import { isObject } from "../../body/json-document";
import { invalidField, unsupportedField } from "../../decode/fields";
import { callText, joinResults, resultText, withCalls, type HistoryMessage } from "../../decode/tool-history";

/** `messages` of a chat, parts and tool history as text. @throws TresorError `invalid_request`, `unsupported` */
export function decodeMessages(messages: unknown): ChatMessage[] {
  if (!Array.isArray(messages)) throw invalidField("messages", "must be an array of messages");
  if (messages.length === 0) throw invalidField("messages", "must have at least one message");
  const callNames = new Map<string, string>();
  return joinResults(messages.map((message: unknown, index) => decodeMessage(message, `messages.${index}`, callNames)));
}

function decodeMessage(message: unknown, field: string, callNames: Map<string, string>): HistoryMessage {
  if (!isObject(message)) throw invalidField(field, "must be an object with role and content");
  const content = decodeContent(message["content"], `${field}.content`);
  switch (message["role"]) {
    case "system":
    case "developer":
      return { role: "system", content };
    case "user":
      return { role: "user", content };
    case "assistant":
      return { role: "assistant", content: withCalls(content, decodeCalls(message["tool_calls"], field, callNames)) };
    case "tool":
    case "function":
      return { role: "user", content: resultText(toolNameOf(message, callNames), content), isResult: true };
    default:
      throw invalidField(`${field}.role`, "must be system, developer, user, assistant or tool");
  }
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

function decodeCalls(calls: unknown, field: string, callNames: Map<string, string>): string[] {
  if (calls === undefined || calls === null) return [];
  if (!Array.isArray(calls)) throw invalidField(`${field}.tool_calls`, "must be an array");
  return calls.map((call: unknown, index) => {
    const called = isObject(call) ? call["function"] : undefined;
    const name = isObject(called) ? called["name"] : undefined;
    if (!isObject(call) || !isObject(called) || typeof name !== "string") {
      throw invalidField(`${field}.tool_calls.${index}.function.name`, "must be a string");
    }
    if (typeof call["id"] === "string") callNames.set(call["id"], name);
    const passed = called["arguments"];
    return callText(name, typeof passed === "string" ? passed : JSON.stringify(passed ?? {}));
  });
}

function toolNameOf(message: Readonly<Record<string, unknown>>, callNames: ReadonlyMap<string, string>): string {
  const id = message["tool_call_id"];
  const name = message["name"] ?? (typeof id === "string" ? (callNames.get(id) ?? id) : undefined);
  return typeof name === "string" ? name : "tool";
}
