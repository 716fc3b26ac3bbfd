import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { askModel } from "../../../answer/ask-model";
import { bodyObject } from "../../../body/request-body";
import { readFields, text } from "../../../decode/fields";
import type { GatewayContext } from "../../../gateway-context";
import { conversationFields, decodeConversation } from "../decode-conversation";

export const fields = z.looseObject({ ...conversationFields, model: text() });

/** llama-server's `POST /apply-template`: the prompt that a chat with this body would give, without an answer. */
export function applyTemplateRoute(server: FastifyInstance, context: GatewayContext): void {
  server.post("/apply-template", async (request, reply) => {
    const wish = readFields(fields, bodyObject(request));
    const { conversation } = decodeConversation(wish);
    const { output } = await askModel(context, request, reply, {
      reference: wish.model === "" ? undefined : wish.model,
      task: "render",
      input: { conversation },
    });
    return { prompt: output.text };
  });
}
