import { TresorError } from "../../../../shared/errors";
import type { ConversationMessage, ToolCall } from "../../../core/engine/conversation";
import { fenceLongIntegers } from "./exact-numbers";
import { markedValue } from "./marked-value";
import type { AssistantMessage, PlainCall, PlainMessage, ResultMessage } from "./plain-message";

/** Clients that do not keep reasoning apart send it back as it looked. */
const reasoningInContent = /^\s*<think>(.*?)<\/think>\s*/s;

/**
 * The conversation with calls and results brought together: results stand in the order of their calls and know their names. A result of
 * no call, as is left when a client cuts its history, is told by the user. The developer speaks as the system.
 *
 * @param mark is applied to every string
 * @throws TresorError `invalid_request` naming the message whose arguments are not a JSON object
 */
export function readConversation(
  messages: readonly ConversationMessage[],
  mark: (text: string) => string,
): readonly PlainMessage[] {
  const read: PlainMessage[] = [];
  let open: OpenCalls | null = null;
  for (const [index, message] of messages.entries()) {
    if (message.role === "tool") {
      const result: ResultMessage | null = open?.take(message, mark(message.content)) ?? null;
      if (result === null) read.push({ role: "user", content: mark(message.content) });
      continue;
    }
    if (open !== null) read.push(...open.results());
    open = null;
    if (message.role === "assistant") {
      const assistant = readAssistant(message, index, mark);
      read.push(assistant);
      if (assistant.calls.length > 0) open = new OpenCalls(message.calls ?? [], assistant.calls);
    } else read.push({ role: message.role === "user" ? "user" : "system", content: mark(message.content) });
  }
  return open === null ? read : [...read, ...open.results()];
}

function readAssistant(
  message: ConversationMessage & { readonly role: "assistant" },
  index: number,
  mark: (text: string) => string,
): AssistantMessage {
  const thought = message.reasoning === undefined ? reasoningInContent.exec(message.content) : null;
  return {
    role: "assistant",
    content: mark(thought === null ? message.content : message.content.slice(thought[0].length)),
    reasoning: mark(thought === null ? (message.reasoning ?? "") : (thought[1] ?? "").trim()),
    calls: (message.calls ?? []).map((call, at) => readCall(call, `messages[${index}].tool_calls[${at}]`, mark)),
  };
}

function readCall(call: ToolCall, field: string, mark: (text: string) => string): PlainCall {
  const text = call.argumentsJson.trim() === "" ? "{}" : call.argumentsJson;
  return {
    id: mark(call.id),
    name: mark(call.name),
    arguments: markedValue(parsedArguments(text, field), mark, field) as Record<string, unknown>,
    argumentsText: mark(text),
  };
}

function parsedArguments(text: string, field: string): object {
  let value: unknown;
  try {
    value = JSON.parse(fenceLongIntegers(text));
  } catch {
    value = null;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new TresorError(
    "invalid_request",
    `The arguments of \`${field}\` are not a JSON object, as after an answer that was cut off; leave that call out or send its whole arguments.`,
    { field },
  );
}

/** Calls of one answer that wait for their results. */
class OpenCalls {
  readonly #calls: readonly { readonly sentId: string; readonly sentName: string; readonly call: PlainCall }[];
  readonly #results = new Map<PlainCall, ResultMessage>();

  constructor(sent: readonly ToolCall[], calls: readonly PlainCall[]) {
    this.#calls = calls.map((call, at) => ({ sentId: sent[at]?.id ?? "", sentName: sent[at]?.name ?? "", call }));
  }

  /** The result that the message is; null when no call waits for it. */
  take(message: ConversationMessage & { readonly role: "tool" }, content: string): ResultMessage | null {
    const waiting = this.#calls.filter(({ call }) => !this.#results.has(call));
    const match =
      message.callId === undefined
        ? (waiting.find(({ sentName }) => sentName === message.name) ?? waiting[0])
        : waiting.find(({ sentId }) => sentId === message.callId);
    if (match === undefined) return null;
    const result: ResultMessage = { role: "tool", content, callId: match.call.id, name: match.call.name };
    this.#results.set(match.call, result);
    return result;
  }

  /** In the order of the calls. */
  results(): readonly ResultMessage[] {
    return this.#calls.flatMap(({ call }) => this.#results.get(call) ?? []);
  }
}
