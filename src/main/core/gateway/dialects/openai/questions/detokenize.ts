import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { askModel } from "../../../answer/ask-model";
import { bodyObject } from "../../../body/request-body";
import { anything, invalidField, readFields, text } from "../../../decode/fields";
import type { GatewayContext } from "../../../gateway-context";
import { isTokens } from "../tokens";

export const fields = z.looseObject({ model: text(), tokens: anything() });

/** llama-server's `POST /detokenize`: the text of tokens. */
export function detokenizeRoute(server: FastifyInstance, context: GatewayContext): void {
  server.post("/detokenize", async (request, reply) => {
    const { model, tokens } = readFields(fields, bodyObject(request));
    if (!isTokens(tokens)) throw invalidField("tokens", "must be an array of token ids, and not empty");
    const { output } = await askModel(context, request, reply, {
      reference: model === "" ? undefined : model,
      task: "detokenize",
      input: { tokens },
    });
    return { content: output.text };
  });
}
