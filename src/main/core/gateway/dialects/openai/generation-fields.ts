import { z } from "zod";
import type { RequestContent } from "../../answer/answer-format";
import {
  anything,
  flag,
  invalidField,
  numberBetween,
  stops,
  text,
  tokenLimit,
  wholeNumberBetween,
} from "../../decode/fields";
import { decodeKeepAliveOrTtl } from "../../decode/keep-alive";
import { samplingFields, samplingOf } from "../../decode/sampling-fields";
import { decodeFormat } from "./decode-format";

export const mostChoices = 8;

/** What chat and plain completions have in common; more than OpenAI's own names are llama-server's, vLLM's, Ollama's and LM Studio's. */
export const generationFields = z.looseObject({
  ...samplingFields,
  model: text(),
  stream: flag(),
  stream_options: z
    .looseObject({ include_usage: flag() }, "must be an object")
    .nullish()
    .transform((options) => options?.include_usage ?? false),
  temperature: numberBetween(0, 2),
  repetition_penalty: numberBetween(0.01, 10),
  stop: stops(),
  max_tokens: tokenLimit(),
  n: wholeNumberBetween(1, mostChoices),
  logprobs: anything(),
  top_logprobs: anything(),
  response_format: anything(),
  grammar: anything(),
  json_schema: anything(),
  guided_json: anything(),
  guided_grammar: anything(),
  keep_alive: anything(),
  ttl: anything(),
});
export type GenerationFields = z.output<typeof generationFields>;

/** @throws TresorError `unsupported`, `invalid_request` */
export function decodeGeneration(
  fields: GenerationFields,
  maxTokens: number | undefined,
): Omit<RequestContent, "prompt"> {
  if (maxTokens === 0) throw invalidField("max_tokens", "must be at least 1");
  return {
    reference: fields.model === "" ? undefined : fields.model,
    sampling: samplingOf({ ...fields, repeat_penalty: fields.repeat_penalty ?? fields.repetition_penalty }),
    format: decodeFormat(fields),
    stop: fields.stop,
    maxTokens,
    choices: fields.n,
    keepAliveSeconds: decodeKeepAliveOrTtl(fields),
  };
}
