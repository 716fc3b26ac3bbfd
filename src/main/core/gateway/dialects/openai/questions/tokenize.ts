import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { askModel } from "../../../answer/ask-model";
import { bodyObject } from "../../../body/request-body";
import { flag, invalidField, readFields, text } from "../../../decode/fields";
import type { GatewayContext } from "../../../gateway-context";

export const fields = z.looseObject({
  model: text(),
  content: text(),
  add_special: flag(),
  parse_special: flag(),
  with_pieces: flag(),
});

/** llama-server's `POST /tokenize`: a text's tokens. */
export function tokenizeRoute(server: FastifyInstance, context: GatewayContext): void {
  server.post("/tokenize", async (request, reply) => {
    const wish = readFields(fields, bodyObject(request));
    if (wish.content === undefined) throw invalidField("content", "is required");
    const { output } = await askModel(context, request, reply, {
      reference: wish.model === "" ? undefined : wish.model,
      task: "tokenize",
      input: { text: wish.content, addSpecial: wish.add_special ?? false, parseSpecial: wish.parse_special ?? true },
    });
    const { tokens, pieces } = output;
    if (wish.with_pieces !== true) return { tokens };
    return { tokens: tokens.map((id, index) => ({ id, piece: pieces[index] ?? "" })) };
  });
}
