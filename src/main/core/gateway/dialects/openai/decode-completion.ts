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
import { decodeGeneration, generationFields, mostChoices } from "./generation-fields";
import { isTokens } from "./tokens";

export const completionFields = generationFields.extend({
  prompt: anything(),
  suffix: text(),
  echo: flag(),
  best_of: wholeNumberBetween(1, mostChoices),
});

/** What of a completion the canonical request does not hold. */
export interface DecodedCompletion extends DecodedOpenAiRequest {
  /** At least one; each is answered `choicesPerPrompt` times. */
  readonly prompts: readonly Prompt[];
  /** Each choice begins with its prompt. */
  readonly echo: boolean;
  readonly choicesPerPrompt: number;
  /** How many of them are sent, the most probable first. */
  readonly bestCount: number;
  readonly showLogprobs: boolean;
}

/**
 * The body of `POST /v1/completions`; the prompt is taken as it is, without the model's template. Without `max_tokens` the
 * model ends by itself or at the end of its context, as other local servers do it (OpenAI's own default is 16).
 * @throws TresorError `invalid_request`, `unsupported`, both naming the field
 */
export function decodeCompletion(body: unknown): DecodedCompletion {
  const fields = readFields(completionFields, body);
  const { n: bestCount = 1, best_of: choicesPerPrompt = bestCount, stream = false, echo = false } = fields;
  if (choicesPerPrompt < bestCount) throw invalidField("best_of", "must not be less than n");
  const chooses = choicesPerPrompt > bestCount;
  if (chooses && stream)
    throw invalidField("best_of", "must not be more than n in a stream: the best is known at its end");
  const logprobs = decodeLogprobs(fields.logprobs);
  if (echo && logprobs !== undefined) {
    throw unsupportedField("echo", "cannot be combined with logprobs: the prompt's own are not computed");
  }
  const prompts = decodePrompts(fields.prompt).map((prompt) => withSuffix(prompt, fields.suffix));
  const [prompt] = prompts;
  if (prompt === undefined) throw invalidField("prompt", "must not be empty");
  return {
    content: {
      ...decodeGeneration(fields, fields.max_tokens),
      prompt,
      choices: choicesPerPrompt,
      topLogprobs: logprobs ?? (chooses ? 0 : undefined),
    },
    stream,
    includeUsage: fields.stream_options,
    ignored: [],
    prompts,
    echo,
    choicesPerPrompt,
    bestCount,
    showLogprobs: logprobs !== undefined,
  };
}

const mostPrompts = 128;

/** A text, or tokens, or several of either. */
function decodePrompts(prompt: unknown): readonly Prompt[] {
  if (typeof prompt === "string") return [{ type: "text", text: prompt }];
  if (isTokens(prompt)) return [{ type: "tokens", tokens: prompt }];
  if (!Array.isArray(prompt) || prompt.length === 0 || prompt.length > mostPrompts) {
    throw invalidField("prompt", `must be a string, an array of tokens, or an array of 1 to ${mostPrompts} of them`);
  }
  return prompt.map((one: unknown, index): Prompt => {
    if (typeof one === "string") return { type: "text", text: one };
    if (isTokens(one)) return { type: "tokens", tokens: one };
    throw invalidField(`prompt.${index}`, "must be a string or an array of tokens");
  });
}

function withSuffix(prompt: Prompt, suffix: string | undefined): Prompt {
  if (suffix === undefined || suffix === "") return prompt;
  if (prompt.type !== "text") throw unsupportedField("suffix", "needs a prompt of text");
  return { type: "fill", prefix: prompt.text, suffix };
}

const mostAlternatives = 5;

/** How many alternatives; 0 is only the chosen tokens. */
function decodeLogprobs(value: unknown): number | undefined {
  if (value === undefined || value === null || value === false) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= mostAlternatives) return value;
  throw invalidField("logprobs", `must be a whole number from 0 to ${mostAlternatives}`);
}
