import type { Prompt } from "../../../engine/prompt";
import {
  anything,
  flag,
  invalidField,
  readFields,
  text,
  unsupportedField,
  wholeNumberBetween,
} from "../../decode/fields";
import type { DecodedOpenAiRequest } from "./decode-chat";
import { decodeGeneration, generationFields } from "./generation-fields";
import { isTokens } from "./tokens";

export const completionFields = generationFields.extend({
  prompt: anything(),
  suffix: text(),
  echo: flag(),
  best_of: wholeNumberBetween(1, 128),
});

/**
 * The body of `POST /v1/completions`; the prompt is taken as it is, without the model's template. Without `max_tokens` the
 * model ends by itself or at the end of its context, as other local servers do it (OpenAI's own default is 16).
 * @throws TresorError `invalid_request`, `unsupported`, both naming the field
 */
export function decodeCompletion(body: unknown): DecodedOpenAiRequest {
  const fields = readFields(completionFields, body);
  if (fields.suffix !== undefined && fields.suffix !== "") {
    throw unsupportedField("suffix", "is not supported; put all text into prompt");
  }
  if (fields.echo === true) throw unsupportedField("echo", "is not supported; leave it out");
  if (fields.best_of !== undefined && fields.best_of > (fields.n ?? 1)) {
    throw unsupportedField("best_of", "must not be more than n: all answers are sent");
  }
  return {
    content: {
      ...decodeGeneration(fields, fields.max_tokens),
      prompt: decodePrompt(fields.prompt),
      topLogprobs: decodeLogprobs(fields.logprobs),
    },
    stream: fields.stream ?? false,
    includeUsage: fields.stream_options,
    ignored: [],
  };
}

/** A text or tokens, bare or as the one entry of an array. */
function decodePrompt(prompt: unknown): Prompt {
  if (typeof prompt === "string") return { type: "text", text: prompt };
  if (!Array.isArray(prompt) || prompt.length === 0) {
    throw invalidField("prompt", "must be a string, an array of tokens, or an array with one of them");
  }
  if (isTokens(prompt)) return { type: "tokens", tokens: prompt };
  const [first, ...rest] = prompt as unknown[];
  if (rest.length > 0) throw unsupportedField("prompt", "must be one text; ask several times for several prompts");
  if (typeof first === "string") return { type: "text", text: first };
  if (isTokens(first)) return { type: "tokens", tokens: first };
  throw invalidField("prompt.0", "must be a string or an array of tokens");
}

const mostAlternatives = 5;

/** How many alternatives; 0 is only the chosen tokens. */
function decodeLogprobs(value: unknown): number | undefined {
  if (value === undefined || value === null || value === false) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= mostAlternatives) return value;
  throw invalidField("logprobs", `must be a whole number from 0 to ${mostAlternatives}`);
}
