import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { serveAnswer } from "../../../answer/serve-answer";
import { bodyObject } from "../../../body/request-body";
import type { GatewayContext } from "../../../gateway-context";
import { callerOf } from "../../../identity/caller";
import { decodeResponses } from "./decode-responses";
import { responsesFormat } from "./encode-responses";
import { KeptResponses } from "./kept-responses";
import { responseId, type ResponseIdentity } from "./response-object";

/** `POST /v1/responses`, and without `/v1` for clients that leave it out. */
export function responsesRoutes(server: FastifyInstance, context: GatewayContext): void {
  const kept = new KeptResponses();

  const serve = async (request: FastifyRequest, reply: FastifyReply) => {
    const { client } = callerOf(request);
    const body = bodyObject(request);
    const decoded = decodeResponses(body, kept.recallOf(client));
    const identity: ResponseIdentity = {
      id: request.id.replace(/^req_/, ""),
      createdSeconds: Math.floor(Date.now() / 1_000),
      body,
      store: decoded.store,
    };
    const format = responsesFormat({
      identity,
      names: decoded.names,
      packReasoning: decoded.packReasoning,
      onComplete: (output) => {
        if (decoded.store) kept.keep({ id: responseId(identity), client, input: decoded.items, output });
      },
    });
    await serveAnswer(context, request, reply, decoded, format);
  };
  server.post("/v1/responses", serve);
  server.post("/responses", serve);
}
