import { z } from "zod";
import type { RequestContent } from "../../answer/answer-format";
import {
  anything,
  flag,
  invalidField,
  numberBetween,
  seed,
  stops,
  text,
  tokenLimit,
  unsupportedField,
  wholeNumberBetween,
} from "../../decode/fields";

/** What chat and plain completions have in common. Ranges are OpenAI's; `top_k`, `min_p`, `repeat_penalty` are what local servers add. */
export const generationFields = z.looseObject({
  model: text(),
  stream: flag(),
  stream_options: z
    .looseObject({ include_usage: flag() }, "must be an object")
    .nullish()
    .transform((options) => options?.include_usage ?? false),
  temperature: numberBetween(0, 2),
  top_p: numberBetween(0, 1),
  top_k: wholeNumberBetween(-1, 2 ** 31 - 1),
  min_p: numberBetween(0, 1),
  frequency_penalty: numberBetween(-2, 2),
  presence_penalty: numberBetween(-2, 2),
  repeat_penalty: numberBetween(0.01, 10),
  repetition_penalty: numberBetween(0.01, 10),
  seed: seed(),
  stop: stops(),
  max_tokens: tokenLimit(),
  n: wholeNumberBetween(1, 128),
  logprobs: anything(),
  top_logprobs: anything(),
  logit_bias: anything(),
});
export type GenerationFields = z.output<typeof generationFields>;

/** @throws TresorError `unsupported`, `invalid_request` */
export function decodeGeneration(
  fields: GenerationFields,
  maxTokens: number | undefined,
): Omit<RequestContent, "prompt"> {
  refuseUnsupported(fields);
  if (maxTokens === 0) throw invalidField("max_tokens", "must be at least 1");
  return {
    reference: fields.model === "" ? undefined : fields.model,
    sampling: {
      temperature: fields.temperature,
      topP: fields.top_p,
      topK: fields.top_k === undefined ? undefined : Math.max(0, fields.top_k),
      minP: fields.min_p,
      repeatPenalty: fields.repeat_penalty ?? fields.repetition_penalty,
      frequencyPenalty: fields.frequency_penalty,
      presencePenalty: fields.presence_penalty,
      seed: fields.seed,
    },
    stop: fields.stop,
    maxTokens,
  };
}

function refuseUnsupported({ n, logprobs, top_logprobs: topLogprobs }: GenerationFields): void {
  if (n !== undefined && n > 1) throw unsupportedField("n", "must be 1; ask several times for several answers");
  const wanted = (value: unknown) => value !== undefined && value !== null && value !== false;
  if (wanted(logprobs)) throw unsupportedField("logprobs", "is not supported; leave it out");
  if (wanted(topLogprobs) && topLogprobs !== 0)
    throw unsupportedField("top_logprobs", "is not supported; leave it out");
}

/** The names among `names` that hold something: it is understood, and not done. */
export function ignoredOf(fields: Readonly<Record<string, unknown>>, names: readonly string[]): string[] {
  return names.filter((name) => !isEmpty(fields[name]));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
