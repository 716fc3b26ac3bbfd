import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { askModel } from "../../answer/ask-model";
import { bodyObject } from "../../body/request-body";
import { readFields, text } from "../../decode/fields";
import type { GatewayContext } from "../../gateway-context";
import { conversationFields, decodeConversation } from "./decode-conversation";

export const fields = z.looseObject({ ...conversationFields, model: text() });

/** How many tokens a prompt has, by the model's own template and tokenizer. It needs no slot, so nothing that runs is waited for. */
export function countTokensRoute(server: FastifyInstance, context: GatewayContext): void {
  server.post("/v1/messages/count_tokens", async (request, reply) => {
    const wish = readFields(fields, bodyObject(request));
    const { conversation } = decodeConversation(wish);
    const { output } = await askModel(context, request, reply, {
      reference: wish.model === "" ? undefined : wish.model,
      task: "count",
      input: { prompt: { type: "chat", conversation } },
    });
    return { input_tokens: output.tokens };
  });
}
