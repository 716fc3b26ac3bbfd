import { z } from "zod";
import type { Conversation, ConversationMessage } from "../../../../engine/conversation";
import type { DecodedRequest } from "../../../answer/answer-format";
import { isObject } from "../../../body/json-document";
import {
  anything,
  flag,
  invalidField,
  numberBetween,
  readFields,
  stops,
  text,
  tokenLimit,
  wholeNumberBetween,
} from "../../../decode/fields";
import { decodeKeepAliveOrTtl } from "../../../decode/keep-alive";
import { decodeEffort } from "../../../decode/reasoning";
import { samplingFields, samplingOf } from "../../../decode/sampling-fields";
import { applyFieldRules, responsesRules } from "../request-fields";
import { decodeItems } from "./decode-items";
import { decodeTextFormat } from "./decode-text";
import { decodeResponseTools } from "./decode-tools";
import type { Recall } from "./kept-responses";
import { resolveInput } from "./resolve-input";
import type { ToolNames } from "./tool-names";

export const fields = z.looseObject({
  ...samplingFields,
  model: text(),
  stream: flag(),
  temperature: numberBetween(0, 2),
  stop: stops(),
  input: anything(),
  instructions: text(),
  tools: anything(),
  tool_choice: anything(),
  parallel_tool_calls: flag(),
  text: anything(),
  reasoning: anything(),
  include: anything(),
  max_output_tokens: tokenLimit(),
  top_logprobs: wholeNumberBetween(0, 20),
  truncation: text(),
  store: flag(),
  previous_response_id: text(),
  chat_template_kwargs: anything(),
  keep_alive: anything(),
  ttl: anything(),
});
type Fields = z.output<typeof fields>;

export interface DecodedResponses extends DecodedRequest {
  /** The conversation's items, references resolved. */
  readonly items: readonly unknown[];
  readonly names: ToolNames;
  readonly store: boolean;
  /** Reasoning items carry their text packed, for clients that keep nothing on a server. */
  readonly packReasoning: boolean;
}

/** The body of `POST /v1/responses`. @throws TresorError `invalid_request`, `unsupported`, both naming the field */
export function decodeResponses(body: unknown, recall: Recall): DecodedResponses {
  const wish = readFields(fields, body);
  const told = applyFieldRules(body, responsesRules);
  const items = resolveInput(wish.input, wish.previous_response_id, recall);
  const { tools, toolChoice, names, ignored } = decodeResponseTools(wish.tools, wish.tool_choice);
  const decoded = decodeItems(items, names);
  const include = decodeInclude(wish.include);
  const conversation: Conversation = {
    messages: messagesOf(wish.instructions, decoded.messages),
    ...(tools.length === 0 ? {} : { tools, toolChoice, parallelCalls: wish.parallel_tool_calls }),
    reasoning: decodeReasoning(wish.reasoning),
    templateArguments: decodeTemplateArguments(wish.chat_template_kwargs),
  };
  return {
    content: {
      reference: wish.model === "" ? undefined : wish.model,
      prompt: { type: "chat", conversation },
      sampling: samplingOf(wish),
      format: decodeTextFormat(wish.text),
      stop: wish.stop,
      maxTokens: decodeLimit(wish.max_output_tokens),
      topLogprobs: decodeLogprobs(wish, include),
      overflow: decodeTruncation(wish.truncation),
      keepAliveSeconds: decodeKeepAliveOrTtl(wish),
    },
    stream: wish.stream ?? false,
    ignored: [...told, ...ignored, ...decoded.ignored],
    items,
    names,
    store: wish.store ?? true,
    packReasoning: include.has("reasoning.encrypted_content"),
  };
}

/** A model's template needs someone to answer: an empty input is an empty message, as launchers send it to load a model. */
function messagesOf(
  instructions: string | undefined,
  messages: readonly ConversationMessage[],
): readonly ConversationMessage[] {
  const said: readonly ConversationMessage[] = messages.length === 0 ? [{ role: "user", content: "" }] : messages;
  return instructions === undefined || instructions === ""
    ? said
    : [{ role: "system", content: instructions }, ...said];
}

function decodeReasoning(reasoning: unknown): Conversation["reasoning"] {
  if (reasoning === undefined || reasoning === null) return undefined;
  if (!isObject(reasoning)) throw invalidField("reasoning", "must be an object");
  return decodeEffort(reasoning["effort"], "reasoning.effort");
}

function decodeTemplateArguments(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw invalidField("chat_template_kwargs", "must be an object");
  return value;
}

function decodeInclude(include: unknown): ReadonlySet<unknown> {
  if (include === undefined || include === null) return new Set();
  if (!Array.isArray(include)) throw invalidField("include", "must be an array of strings");
  return new Set(include);
}

function decodeLimit(limit: number | undefined): number | undefined {
  if (limit === 0) throw invalidField("max_output_tokens", "must be at least 1");
  return limit;
}

function decodeLogprobs({ top_logprobs: top }: Fields, include: ReadonlySet<unknown>): number | undefined {
  if (include.has("message.output_text.logprobs")) return top ?? 0;
  return top === undefined || top === 0 ? undefined : top;
}

function decodeTruncation(truncation: string | undefined): "refuse" | "dropOldest" | undefined {
  switch (truncation) {
    case undefined:
      return undefined;
    case "disabled":
      return "refuse";
    case "auto":
      return "dropOldest";
    default:
      throw invalidField("truncation", 'must be "auto" or "disabled"');
  }
}
