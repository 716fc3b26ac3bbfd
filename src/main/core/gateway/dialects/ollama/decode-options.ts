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

const optionFields = z
  .looseObject(
    {
      temperature: numberBetween(0, 5),
      top_p: numberBetween(0, 1),
      top_k: wholeNumberBetween(-1, 2 ** 31 - 1),
      min_p: numberBetween(0, 1),
      repeat_penalty: numberBetween(0.01, 10),
      repeat_last_n: wholeNumberBetween(-1, 2 ** 20),
      frequency_penalty: numberBetween(-2, 2),
      presence_penalty: numberBetween(-2, 2),
      seed: seed(),
      stop: stops(),
      num_predict: tokenLimit(),
    },
    "must be an object",
  )
  .nullish();

/** What chat and generate have in common. Options that are not listed are ignored, `num_ctx` among them: a load decides it. */
export const requestFields = z.looseObject({
  model: text(),
  stream: flag(),
  options: optionFields,
  format: anything(),
  keep_alive: anything(),
  think: anything(),
  tools: anything(),
});
export type RequestFields = z.output<typeof requestFields>;

/** `repeat_last_n: -1` means the whole context; this is longer than any. */
const wholeContext = 2 ** 20;

/** @throws TresorError `invalid_request`, `unsupported` */
export function decodeOptions(fields: RequestFields): Omit<RequestContent, "prompt"> & { readonly reference: string } {
  if (fields.model === undefined || fields.model === "") throw invalidField("model", "is required");
  if (fields.format !== undefined && fields.format !== null && fields.format !== "") {
    throw unsupportedField("format", "is not supported; ask for JSON in the prompt");
  }
  const { options } = fields;
  const last = options?.repeat_last_n;
  return {
    reference: fields.model,
    sampling: {
      temperature: options?.temperature,
      topP: options?.top_p,
      topK: options?.top_k === undefined ? undefined : Math.max(0, options.top_k),
      minP: options?.min_p,
      repeatPenalty: options?.repeat_penalty,
      repeatLastTokens: last === -1 ? wholeContext : last,
      frequencyPenalty: options?.frequency_penalty,
      presencePenalty: options?.presence_penalty,
      seed: options?.seed,
    },
    stop: options?.stop ?? [],
    // Ollama reads 0 as "no limit given".
    maxTokens: options?.num_predict === 0 ? undefined : options?.num_predict,
  };
}

/** Fields that are understood and left out of account. */
export function ignoredOf({ tools, think }: RequestFields): string[] {
  const hasTools = Array.isArray(tools) && tools.length > 0;
  const thinks = think !== undefined && think !== null && think !== false;
  return [...(hasTools ? ["tools"] : []), ...(thinks ? ["think"] : [])];
}

/** @throws TresorError `unsupported` */
export function refuseImages(images: unknown, field: string): void {
  if (images === undefined || images === null || (Array.isArray(images) && images.length === 0)) return;
  throw unsupportedField(field, "are not supported; send text only");
}
