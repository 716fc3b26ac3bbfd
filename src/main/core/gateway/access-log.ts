import type { FastifyInstance } from "fastify";
import type { Logger } from "../kernel/logger";
import { pathOf } from "./failures/failure-replies";

/** What web servers log for a client that went away before its answer was complete. */
const clientClosedRequest = 499;

/** One line for each request: never content, credentials or the query (which may hold a one-time code). */
export function logAccess(server: FastifyInstance, logger: Logger): void {
  server.addHook("onRequest", async (request, reply) => {
    const begunAt = performance.now();
    // Not fastify's onResponse: it does not hear of clients that go away.
    reply.raw.once("close", () => {
      const { statusCode, writableEnded } = reply.raw;
      logger.info(
        {
          requestId: request.id,
          method: request.method,
          path: pathOf(request).slice(0, 200),
          status: writableEnded ? statusCode : clientClosedRequest,
          milliseconds: Math.round(performance.now() - begunAt),
        },
        "request",
      );
    });
  });
}
