import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  callNames,
  eventsPath,
  isStreamName,
  routeOf,
  type Caller,
  type CallName,
} from "../../../../shared/contract/derive";
import { dispatch, dispatchStream } from "../../../../shared/contract/dispatch";
import { isObject } from "../body/json-document";
import { bodyDocument } from "../body/request-body";
import type { GatewayContext } from "../gateway-context";
import { credentialOf, unauthorized } from "./authorize";
import { serveEvents } from "./serve-events";
import { serveItems } from "./serve-items";
import { queryValues } from "./query-values";

/** The control API: one route for each call of the contract, and the event stream. Nothing of it answers without a credential. */
export function controlRoutes(server: FastifyInstance, context: GatewayContext): void {
  server.addHook("onRequest", async (request) => {
    if (credentialOf(request.headers, context.adminToken, context.sessions) === null) throw unauthorized();
  });
  for (const name of callNames) {
    const { method, path } = routeOf(name);
    server.route({
      method,
      url: path,
      handler: async (request, reply) => await serveCall(context, name, request, reply),
    });
  }
  server.get(eventsPath, { exposeHeadRoute: false }, (_request, reply) => serveEvents(context, reply));
}

async function serveCall(
  context: GatewayContext,
  name: CallName,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const input = request.method === "POST" ? bodyDocument(request) : queryValues(name, queryOf(request));
  // A download that is watched goes on at the next start; stopping need not wait for it.
  const isOnlyWatched = name === "pull";
  const signal = context.openRequests[isOnlyWatched ? "following" : "answering"](reply.raw);
  const caller: Caller = { client: clientOf(context, request), signal };
  if (isStreamName(name)) {
    const items = dispatchStream(context.handlers, name, input, caller);
    await serveItems(context, request, reply, items, signal);
    return undefined;
  }
  reply.header("cache-control", "no-store");
  return await dispatch(context.handlers, name, input, caller);
}

function clientOf({ adminToken, sessions }: GatewayContext, { headers }: FastifyRequest): string {
  return credentialOf(headers, adminToken, sessions) === "session" ? "window" : "cli";
}

function queryOf({ query }: FastifyRequest): Readonly<Record<string, unknown>> {
  return isObject(query) ? query : {};
}
