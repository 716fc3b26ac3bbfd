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
import { decodeGeneration, generationFields, ignoredOf } from "./generation-fields";

const completionFields = generationFields.extend({
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
  if (fields.best_of !== undefined && fields.best_of > 1) throw unsupportedField("best_of", "must be 1");
  return {
    content: {
      ...decodeGeneration(fields, fields.max_tokens),
      prompt: { type: "text", text: decodePrompt(fields.prompt) },
    },
    stream: fields.stream ?? false,
    includeUsage: fields.stream_options,
    ignored: ignoredOf(fields, ["logit_bias"]),
  };
}

function decodePrompt(prompt: unknown): string {
  if (typeof prompt === "string") return prompt;
  if (!Array.isArray(prompt) || prompt.length === 0) {
    throw invalidField("prompt", "must be a string, or an array with one string");
  }
  const [first, ...rest] = prompt as unknown[];
  if (typeof first !== "string") throw unsupportedField("prompt", "must be text; tokens are not supported");
  if (rest.length > 0) throw unsupportedField("prompt", "must be one text; ask several times for several answers");
  return first;
}
