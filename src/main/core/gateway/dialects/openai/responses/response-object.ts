import type { Usage } from "../../../../../../shared/shapes/run";
import type { OutputItem } from "./output-items";

/** What is fixed for one answer before it begins. */
export interface ResponseIdentity {
  /** Without a prefix; the ids of the answer and of its items are made of it. */
  readonly id: string;
  readonly createdSeconds: number;
  /** The request's body: its settings are told back. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly store: boolean;
}

export type ResponseStatus = "in_progress" | "completed" | "incomplete" | "failed";

export interface ResponseState {
  readonly status: ResponseStatus;
  readonly model: string;
  readonly output: readonly OutputItem[];
  readonly usage: Usage | null;
  readonly error?: { readonly code: string; readonly message: string };
}

export function responseId({ id }: ResponseIdentity): string {
  return `resp_${id}`;
}

/** The `response` object of OpenAI's API. */
export function responseObject(identity: ResponseIdentity, state: ResponseState) {
  const { body, createdSeconds } = identity;
  return {
    id: responseId(identity),
    object: "response",
    created_at: createdSeconds,
    status: state.status,
    background: false,
    error: state.error ?? null,
    incomplete_details: state.status === "incomplete" ? { reason: "max_output_tokens" } : null,
    instructions: body["instructions"] ?? null,
    max_output_tokens: body["max_output_tokens"] ?? null,
    metadata: body["metadata"] ?? {},
    model: state.model,
    output: state.output,
    parallel_tool_calls: body["parallel_tool_calls"] ?? true,
    previous_response_id: body["previous_response_id"] ?? null,
    prompt_cache_key: body["prompt_cache_key"] ?? null,
    reasoning: body["reasoning"] ?? { effort: null, summary: null },
    service_tier: "default",
    store: identity.store,
    temperature: body["temperature"] ?? null,
    text: body["text"] ?? { format: { type: "text" } },
    tool_choice: body["tool_choice"] ?? "auto",
    tools: body["tools"] ?? [],
    top_logprobs: body["top_logprobs"] ?? 0,
    top_p: body["top_p"] ?? null,
    truncation: body["truncation"] ?? "disabled",
    usage: state.usage === null ? null : responseUsage(state.usage),
    user: body["user"] ?? null,
  };
}

function responseUsage({ promptTokens, cachedTokens, completionTokens, reasoningTokens }: Usage) {
  return {
    input_tokens: promptTokens,
    input_tokens_details: { cached_tokens: cachedTokens },
    output_tokens: completionTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: promptTokens + completionTokens,
  };
}
