import type { DecodedRequest } from "../../answer/answer-format";
import { invalidField, readFields, tokenLimit } from "../../decode/fields";
import { conversationFields, decodeConversation } from "./decode-conversation";
import { decodeGeneration, generationFields, type GenerationFields } from "./generation-fields";
import { applyFieldRules, chatRules } from "./request-fields";

export const chatFields = generationFields.extend({ ...conversationFields, max_completion_tokens: tokenLimit() });

export interface DecodedOpenAiRequest extends DecodedRequest {
  readonly includeUsage: boolean;
}

/** The body of `POST /v1/chat/completions`. @throws TresorError `invalid_request`, `unsupported`, both naming the field */
export function decodeChat(body: unknown): DecodedOpenAiRequest {
  const fields = readFields(chatFields, body);
  const told = applyFieldRules(body, chatRules);
  const { conversation, ignored } = decodeConversation(fields);
  return {
    content: {
      ...decodeGeneration(fields, fields.max_completion_tokens ?? fields.max_tokens),
      prompt: { type: "chat", conversation },
      topLogprobs: decodeLogprobs(fields),
    },
    stream: fields.stream ?? false,
    includeUsage: fields.stream_options,
    ignored: [...told, ...ignored],
  };
}

const mostAlternatives = 20;

/** `logprobs` switches them on, `top_logprobs` counts the alternatives. */
function decodeLogprobs({ logprobs, top_logprobs: top }: GenerationFields): number | undefined {
  if (logprobs !== undefined && logprobs !== null && typeof logprobs !== "boolean") {
    throw invalidField("logprobs", "must be true or false");
  }
  const alternatives = top ?? 0;
  const isCount = typeof alternatives === "number" && Number.isInteger(alternatives);
  if (!isCount || alternatives < 0 || alternatives > mostAlternatives) {
    throw invalidField("top_logprobs", `must be a whole number from 0 to ${mostAlternatives}`);
  }
  if (logprobs === true) return alternatives;
  if (alternatives > 0) throw invalidField("top_logprobs", "needs logprobs to be true");
  return undefined;
}
