import type { ChatMessage } from "../../../../../shared/shapes/run";
import { isObject } from "../../body/json-document";
import { invalidField } from "../../decode/fields";
import { callText, joinResults, resultText, withCalls, type HistoryMessage } from "../../decode/tool-history";
import { refuseImages } from "./decode-options";

/** `messages` of a chat, tool history as text. @throws TresorError `invalid_request`, `unsupported` */
export function decodeMessages(messages: unknown): ChatMessage[] {
  if (!Array.isArray(messages)) throw invalidField("messages", "must be an array of messages");
  return joinResults(messages.map((message: unknown, index) => decodeMessage(message, `messages.${index}`)));
}

function decodeMessage(message: unknown, field: string): HistoryMessage {
  if (!isObject(message)) throw invalidField(field, "must be an object with role and content");
  refuseImages(message["images"], `${field}.images`);
  const content = message["content"] ?? "";
  if (typeof content !== "string") throw invalidField(`${field}.content`, "must be a string");
  switch (message["role"]) {
    case "system":
      return { role: "system", content };
    case "user":
      return { role: "user", content };
    case "assistant":
      return { role: "assistant", content: withCalls(content, decodeCalls(message["tool_calls"], field)) };
    case "tool": {
      const name = message["tool_name"] ?? message["name"];
      return { role: "user", content: resultText(typeof name === "string" ? name : "tool", content), isResult: true };
    }
    default:
      throw invalidField(`${field}.role`, "must be system, user, assistant or tool");
  }
}

function decodeCalls(calls: unknown, field: string): string[] {
  if (calls === undefined || calls === null) return [];
  if (!Array.isArray(calls)) throw invalidField(`${field}.tool_calls`, "must be an array");
  return calls.map((call: unknown, index) => {
    const called = isObject(call) ? call["function"] : undefined;
    const name = isObject(called) ? called["name"] : undefined;
    if (!isObject(called) || typeof name !== "string") {
      throw invalidField(`${field}.tool_calls.${index}.function.name`, "must be a string");
    }
    const passed = called["arguments"];
    return callText(name, typeof passed === "string" ? passed : JSON.stringify(passed ?? {}));
  });
}
