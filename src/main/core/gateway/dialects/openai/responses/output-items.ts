import type { ToolCall } from "../../../../engine/conversation";
import type { TokenLogprob } from "../../../../engine/sampling";
import { chatLogprobs } from "../logprobs";
import { packReasoning } from "./packed-reasoning";
import type { ClientTool } from "./tool-names";

export type ItemStatus = "in_progress" | "completed" | "incomplete";

/** What the model has thought; under the name of a summary, since that is what clients show and send back. */
export function reasoningItem(id: string, text: string, status: ItemStatus, packed: boolean) {
  return {
    id,
    type: "reasoning" as const,
    status,
    summary: text === "" ? [] : [summaryPart(text)],
    encrypted_content: packed && text !== "" ? packReasoning(text) : null,
  };
}

export function summaryPart(text: string) {
  return { type: "summary_text" as const, text };
}

export function messageItem(id: string, content: readonly ReturnType<typeof textPart>[], status: ItemStatus) {
  return { id, type: "message" as const, status, role: "assistant" as const, content };
}

export function textPart(text: string, logprobs: readonly TokenLogprob[] | null) {
  return {
    type: "output_text" as const,
    text,
    annotations: [] as const,
    logprobs: logprobs === null ? [] : chatLogprobs(logprobs).content,
  };
}

export function callItem(id: string, tool: ClientTool, call: Omit<ToolCall, "name">, status: ItemStatus) {
  return {
    id,
    type: "function_call" as const,
    status,
    arguments: call.argumentsJson,
    call_id: call.id,
    name: tool.name,
    ...(tool.namespace === undefined ? {} : { namespace: tool.namespace }),
  };
}

export type OutputItem =
  ReturnType<typeof reasoningItem> | ReturnType<typeof messageItem> | ReturnType<typeof callItem>;
