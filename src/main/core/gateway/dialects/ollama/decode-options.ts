import { z } from "zod";
import type { ReasoningWish } from "../../../engine/conversation";
import type { OutputFormat } from "../../../engine/sampling";
import type { RequestContent } from "../../answer/answer-format";
import { anything, flag, invalidField, text, unsupportedField, wholeNumberBetween } from "../../decode/fields";
import { schemaFormat } from "../../decode/format";
import { decodeKeepAlive } from "../../decode/keep-alive";
import { decodeEffort } from "../../decode/reasoning";
import { optionFields, readOptions, type Options } from "./options";

/** What chat and generate have in common. Options that are not listed are ignored. */
export const requestFields = z.looseObject({
  model: text(),
  stream: flag(),
  options: optionFields.nullish(),
  format: anything(),
  keep_alive: anything(),
  think: anything(),
  logprobs: flag(),
  top_logprobs: wholeNumberBetween(0, 20),
});
export type RequestFields = z.output<typeof requestFields>;

export interface DecodedOptions {
  readonly content: Omit<RequestContent, "prompt"> & { readonly reference: string };
  readonly ignored: readonly string[];
}

/** @throws TresorError `invalid_request`, `unsupported` */
export function decodeOptions(fields: RequestFields): DecodedOptions {
  const { ignored, ...options } = readOptions(fields.options ?? noOptions, "options");
  const content = {
    reference: requiredModel(fields.model),
    ...options,
    format: decodeFormat(fields.format),
    keepAliveSeconds: decodeKeepAlive(fields.keep_alive, "keep_alive"),
    topLogprobs: fields.logprobs === true ? (fields.top_logprobs ?? 0) : undefined,
  };
  return { content, ignored };
}

const noOptions: Options = optionFields.parse({});

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
