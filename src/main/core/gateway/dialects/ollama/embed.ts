import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { askModel } from "../../answer/ask-model";
import { bodyObject } from "../../body/request-body";
import { anything, flag, invalidField, readFields, text, wholeNumberBetween } from "../../decode/fields";
import { decodeKeepAlive } from "../../decode/keep-alive";
import type { GatewayContext } from "../../gateway-context";
import { loadRequest } from "./decode";
import { requiredModel } from "./decode-options";
import { nanoseconds } from "./done-fields";
import { serveLoad } from "./load";

export const embedFields = z.looseObject({
  model: text(),
  input: anything(),
  truncate: flag(),
  dimensions: wholeNumberBetween(1, 2 ** 16),
  keep_alive: anything(),
});

export const oldEmbedFields = z.looseObject({ model: text(), prompt: text(), keep_alive: anything() });

const mostInputs = 2_048;

/** `POST /api/embed`, and `/api/embeddings` as it was before. Texts that are too long are cut unless told otherwise, as Ollama does. */
export function embedRoutes(server: FastifyInstance, context: GatewayContext): void {
  server.post("/api/embed", async (request, reply) => {
    const begunAt = performance.now();
    const { reference, inputs, truncate, dimensions, keepAliveSeconds } = decodeEmbed(bodyObject(request));
    if (inputs.length === 0) {
      const wish = loadRequest({ reference, keepAliveSeconds });
      return await serveLoad(context, reply, wish, (model) => ({ model, embeddings: [] }));
    }
    const question = { reference, task: "embed" as const, input: { inputs, truncate, dimensions }, keepAliveSeconds };
    const { model, output } = await askModel(context, request, reply, question);
    return {
      model: model.reference,
      embeddings: output.vectors,
      total_duration: nanoseconds(performance.now() - begunAt),
      load_duration: 0,
      prompt_eval_count: output.tokens,
    };
  });

  server.post("/api/embeddings", async (request, reply) => {
    const fields = readFields(oldEmbedFields, bodyObject(request));
    const reference = requiredModel(fields.model);
    const keepAliveSeconds = decodeKeepAlive(fields.keep_alive, "keep_alive");
    if (fields.prompt === undefined || fields.prompt === "") {
      return await serveLoad(context, reply, loadRequest({ reference, keepAliveSeconds }), () => ({ embedding: [] }));
    }
    const input = { inputs: [fields.prompt], truncate: true };
    const question = { reference, task: "embed" as const, input, keepAliveSeconds };
    const { output } = await askModel(context, request, reply, question);
    return { embedding: output.vectors[0] ?? [] };
  });
}

/** @throws TresorError `invalid_request` naming the field */
export function decodeEmbed(body: unknown) {
  const { model, input, truncate = true, dimensions, keep_alive } = readFields(embedFields, body);
  const keepAliveSeconds = decodeKeepAlive(keep_alive, "keep_alive");
  return { reference: requiredModel(model), inputs: decodeInputs(input), truncate, dimensions, keepAliveSeconds };
}

/** Nothing to embed is the wish to have the model loaded. */
function decodeInputs(input: unknown): string[] {
  if (input === undefined || input === null || input === "") return [];
  const inputs: readonly unknown[] = Array.isArray(input) ? input : [input];
  if (inputs.length > mostInputs) throw invalidField("input", `must have at most ${mostInputs} texts`);
  return inputs.map((one, index) => {
    if (typeof one === "string") return one;
    throw invalidField(Array.isArray(input) ? `input.${index}` : "input", "must be a string or an array of strings");
  });
}
