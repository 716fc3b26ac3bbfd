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
import { callerOf } from "../identity/caller";
import { serveEvents } from "./serve-events";
import { serveItems } from "./serve-items";
import { queryValues } from "./query-values";

/** The control API: one route for each call of the contract, and the event stream. All of it is for admins (identity/route-access.ts). */
export function controlRoutes(server: FastifyInstance, context: GatewayContext): void {
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
  const caller: Caller = { client: callerOf(request).client, signal };
  if (isStreamName(name)) {
    const items = dispatchStream(context.handlers, name, input, caller);
    await serveItems(context, request, reply, items, signal);
    return undefined;
  }
  reply.header("cache-control", "no-store");
  return await dispatch(context.handlers, name, input, caller);
}

function queryOf({ query }: FastifyRequest): Readonly<Record<string, unknown>> {
  return isObject(query) ? query : {};
}
