import type { FastifyInstance } from "fastify";
import type { GatewayContext } from "../gateway-context";
import { openApiDocument } from "./document";
import type { RegisteredRoute } from "./registered-routes";

/** `GET /openapi.json`: what is here, for everybody; it tells nothing of what is on this machine. */
export function openApiRoute(
  server: FastifyInstance,
  { version }: GatewayContext,
  routes: () => readonly RegisteredRoute[],
): void {
  let document: string | null = null;
  server.get("/openapi.json", async (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(routes(), version));
    return await reply.type("application/json; charset=utf-8").send(document);
  });
}
