import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { bodyObject } from "../../body/request-body";
import { managingCaller, removeNamed } from "../../control/manage-models";
import { invalidField, readFields, text } from "../../decode/fields";
import type { GatewayContext } from "../../gateway-context";
import { requiredModel } from "./decode-options";

export const deleteFields = z.looseObject({ model: text(), name: text() });
export const copyFields = z.looseObject({ source: text(), destination: text() });

/** `DELETE /api/delete` and `POST /api/copy`, which makes an alias: no content is copied. Both need the scope `models`. */
export function manageRoutes(server: FastifyInstance, context: GatewayContext): void {
  server.delete("/api/delete", async (request, reply) => {
    const caller = managingCaller(context, request, reply);
    const { model, name } = readFields(deleteFields, bodyObject(request));
    await removeNamed(context, requiredModel(model ?? name), caller);
    return await reply.send();
  });

  server.post("/api/copy", async (request, reply) => {
    const caller = managingCaller(context, request, reply);
    const { source = "", destination = "" } = readFields(copyFields, bodyObject(request));
    if (source === "") throw invalidField("source", "is required");
    if (destination === "") throw invalidField("destination", "is required");
    await context.handlers.setAlias({ name: destination, reference: source }, caller);
    return await reply.send();
  });
}
