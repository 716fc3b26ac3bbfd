import type { ToolCall } from "../../engine/conversation";
import { isObject } from "../body/json-document";
import { invalidField } from "./fields";
import { isJsonObject } from "./json-text";

/**
 * `tool_calls` of an assistant's message in a conversation's history. Arguments are the text of an object (OpenAI) or an object
 * (Ollama); a text stays as it is, byte for byte, so that a prompt's prefix stays reusable. What is no object is refused here:
 * it would break every later turn. @throws TresorError `invalid_request`
 */
export function decodeCalls(calls: unknown, messageIndex: number): ToolCall[] {
  if (calls === undefined || calls === null) return [];
  const field = `messages.${messageIndex}.tool_calls`;
  if (!Array.isArray(calls)) throw invalidField(field, "must be an array");
  return calls.map((call: unknown, index) => {
    const id = isObject(call) ? call["id"] : undefined;
    const called = isObject(call) ? call["function"] : undefined;
    return decodeCall(called, inventedId(id, messageIndex, index), `${field}.${index}.function`);
  });
}

/** @throws TresorError `invalid_request` */
export function decodeCall(called: unknown, id: string, field: string): ToolCall {
  const name = isObject(called) ? called["name"] : undefined;
  if (!isObject(called) || typeof name !== "string") throw invalidField(`${field}.name`, "must be a string");
  return { id, name, argumentsJson: argumentsOf(called["arguments"], `${field}.arguments`) };
}

/** Dialects without ids: the place in the conversation is one, the same in each turn. */
function inventedId(id: unknown, messageIndex: number, callIndex: number): string {
  return typeof id === "string" && id !== "" ? id : `call_${messageIndex}_${callIndex}`;
}

function argumentsOf(passed: unknown, field: string): string {
  if (passed === undefined || passed === null) return "{}";
  if (isObject(passed)) return JSON.stringify(passed);
  if (typeof passed !== "string") throw invalidField(field, "must be the text of a JSON object");
  if (passed.trim() === "") return "{}";
  if (!isJsonObject(passed)) throw invalidField(field, "must be the text of a JSON object; take broken calls out");
  return passed;
}
