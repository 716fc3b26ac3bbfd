import { createHash } from "node:crypto";
import type { PlainMessage } from "./plain-message";

/**
 * What a template wants the ids of calls to be. Mistral's refuse all but nine letters and digits, Kimi's models were trained on
 * `functions.name:number`, counted over the conversation, and stop calling when they see others.
 */
export type CallIdForm = "any" | "nineCharacters" | "functionCounter";

export function withCallIds(messages: readonly PlainMessage[], form: CallIdForm): readonly PlainMessage[] {
  if (form === "any") return messages;
  let calls = 0;
  let current = new Map<string, string>();
  return messages.map((message) => {
    if (message.role === "tool") return { ...message, callId: current.get(message.callId) ?? message.callId };
    if (message.role !== "assistant" || message.calls.length === 0) return message;
    current = new Map();
    return {
      ...message,
      calls: message.calls.map((call) => {
        const id = form === "nineCharacters" ? nineCharacters(call.id) : `functions.${call.name}:${calls++}`;
        current.set(call.id, id);
        return { ...call, id };
      }),
    };
  });
}

function nineCharacters(id: string): string {
  if (/^[a-zA-Z0-9]{9}$/.test(id)) return id;
  return createHash("sha256").update(id).digest("hex").slice(0, 9);
}
