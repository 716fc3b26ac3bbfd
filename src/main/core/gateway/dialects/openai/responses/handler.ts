import { serveAnswer } from "../../../answer/serve-answer";
import { bodyObject } from "../../../body/request-body";
import type { GatewayContext } from "../../../gateway-context";
import { callerOf } from "../../../identity/caller";
import type { Handler } from "../handler";
import { decodeResponses } from "./decode-responses";
import { responsesFormat } from "./encode-responses";
import type { KeptResponses } from "./kept-responses";
import { responseId, type ResponseIdentity } from "./response-object";

/** `POST /v1/responses`. */
export function responsesHandler(context: GatewayContext, kept: KeptResponses): Handler {
  return async (request, reply) => {
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
    return undefined;
  };
}
