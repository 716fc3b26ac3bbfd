import { z } from "zod";
import type { ReasoningWish } from "../../../engine/conversation";
import type { OutputFormat } from "../../../engine/sampling";
import type { RequestContent } from "../../answer/answer-format";
import {
  anything,
  flag,
  invalidField,
  numberBetween,
  stops,
  text,
  tokenLimit,
  unsupportedField,
} from "../../decode/fields";
import { schemaFormat } from "../../decode/format";
import { decodeKeepAlive } from "../../decode/keep-alive";
import { decodeEffort } from "../../decode/reasoning";
import { samplingFields, samplingOf } from "../../decode/sampling-fields";

const optionFields = z
  .looseObject(
    {
      ...samplingFields,
      temperature: numberBetween(0, 5),
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
});
export type RequestFields = z.output<typeof requestFields>;

/** @throws TresorError `invalid_request`, `unsupported` */
export function decodeOptions(fields: RequestFields): Omit<RequestContent, "prompt"> & { readonly reference: string } {
  const { options } = fields;
  return {
    reference: requiredModel(fields.model),
    sampling: options === undefined || options === null ? {} : samplingOf(options),
    format: decodeFormat(fields.format),
    stop: options?.stop ?? [],
    // Ollama reads 0 as "no limit given".
    maxTokens: options?.num_predict === 0 ? undefined : options?.num_predict,
    keepAliveSeconds: decodeKeepAlive(fields.keep_alive, "keep_alive"),
  };
}

/** @throws TresorError `invalid_request` */
export function requiredModel(model: string | undefined): string {
  if (model === undefined || model === "") throw invalidField("model", "is required");
  return model;
}

function decodeFormat(format: unknown): OutputFormat | undefined {
  if (format === undefined || format === null || format === "") return undefined;
  if (format === "json") return { type: "json" };
  if (typeof format === "string") throw invalidField("format", 'must be "json" or a JSON Schema object');
  return schemaFormat(format, "format");
}

/** `think`: a switch or a level. @throws TresorError `invalid_request` */
export function decodeThink(think: unknown): ReasoningWish | undefined {
  if (typeof think === "boolean") return { enabled: think };
  return decodeEffort(think, "think");
}

/** @throws TresorError `unsupported` */
export function refuseImages(images: unknown, field: string): void {
  if (images === undefined || images === null || (Array.isArray(images) && images.length === 0)) return;
  throw unsupportedField(field, "are not supported; send text only");
}
