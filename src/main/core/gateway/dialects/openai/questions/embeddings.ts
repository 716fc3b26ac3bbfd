import { z } from "zod";
import { askModel } from "../../../answer/ask-model";
import { bodyObject } from "../../../body/request-body";
import { anything, invalidField, readFields, text, wholeNumberBetween } from "../../../decode/fields";
import { decodeKeepAliveOrTtl } from "../../../decode/keep-alive";
import type { GatewayContext } from "../../../gateway-context";
import type { Handler } from "../handler";
import { isTokens } from "../tokens";

export const fields = z.looseObject({
  model: text(),
  input: anything(),
  encoding_format: text(),
  dimensions: wholeNumberBetween(1, 2 ** 16),
  keep_alive: anything(),
  ttl: anything(),
});

const mostInputs = 2_048;

export interface EmbeddingsRequest {
  readonly reference: string | undefined;
  readonly inputs: readonly (string | readonly number[])[];
  readonly dimensions: number | undefined;
  readonly encoding: "float" | "base64";
  readonly keepAliveSeconds: number | null | undefined;
}

/** `POST /v1/embeddings`. An input that is too long is refused, as OpenAI does it. */
export function embeddingsHandler(context: GatewayContext): Handler {
  return async (request, reply) => {
    const { reference, inputs, dimensions, encoding, keepAliveSeconds } = decodeEmbeddings(bodyObject(request));
    const input = { inputs, dimensions, truncate: false };
    const question = { reference, task: "embed" as const, input, keepAliveSeconds };
    const { model, output } = await askModel(context, request, reply, question);
    return {
      object: "list",
      data: output.vectors.map((vector, index) => ({
        object: "embedding",
        index,
        embedding: encoding === "base64" ? base64Of(vector) : vector,
      })),
      model: model.reference,
      usage: { prompt_tokens: output.tokens, total_tokens: output.tokens },
    };
  };
}

/** @throws TresorError `invalid_request` naming the field */
export function decodeEmbeddings(body: unknown): EmbeddingsRequest {
  const wish = readFields(fields, body);
  const { model, input, encoding_format: encoding = "float", dimensions } = wish;
  if (encoding !== "float" && encoding !== "base64")
    throw invalidField("encoding_format", 'must be "float" or "base64"');
  return {
    reference: model === "" ? undefined : model,
    inputs: decodeInputs(input),
    dimensions,
    encoding,
    keepAliveSeconds: decodeKeepAliveOrTtl(wish),
  };
}

/** One text, one list of tokens, or several of either. */
function decodeInputs(input: unknown): EmbeddingsRequest["inputs"] {
  const inputs: readonly unknown[] = Array.isArray(input) && !isTokens(input) ? input : [input];
  if (inputs.length === 0 || inputs.length > mostInputs) {
    throw invalidField("input", `must have 1 to ${mostInputs} entries`);
  }
  return inputs.map((one, index) => {
    if ((typeof one === "string" && one !== "") || isTokens(one)) return one;
    const field = Array.isArray(input) ? `input.${index}` : "input";
    throw invalidField(field, "must be a text or an array of tokens, and not empty");
  });
}

/** 32-bit floats, little-endian, as OpenAI's clients read them. */
export function base64Of(vector: readonly number[]): string {
  const bytes = Buffer.allocUnsafe(vector.length * 4);
  vector.forEach((component, index) => bytes.writeFloatLE(component, index * 4));
  return bytes.toString("base64");
}
