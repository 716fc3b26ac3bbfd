import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "../kernel/logger";
import type { HttpMetrics } from "../metrics/http-metrics";
import { dialectOf } from "./dialect-of";
import { speaksAnthropic } from "./dialects/anthropic/speaks-anthropic";
import { callerOf } from "./identity/caller";
import type { RequestTrails, TrailEnd } from "./request-trail";

/** What web servers log for a client that went away before its answer was complete. */
const clientClosedRequest = 499;

export interface AccessLogOptions {
  readonly logger: Logger;
  readonly trails: RequestTrails;
  readonly metrics: Pick<HttpMetrics, "served">;
}

/**
 * One line for each request that has been answered, and its count. The route's pattern stands for the path: paths, queries and headers
 * are a client's own text, and may hold names, keys and one-time codes.
 */
export function logAccess(server: FastifyInstance, { logger, trails, metrics }: AccessLogOptions): void {
  server.addHook("onRequest", async (request, reply) => {
    const begunAt = performance.now();
    const { socket } = request.raw;
    const sentBefore = bytesWritten(socket);
    trails.begin(request.id);
    // Not fastify's onResponse: it does not hear of clients that go away.
    reply.raw.once("close", () => {
      const answered = {
        ...facts(request, reply),
        milliseconds: Math.round(performance.now() - begunAt),
        bytesSent: bytesWritten(socket) - sentBefore,
      };
      void trails.end(request.id).then((trail) => {
        logger.info({ ...answered, ...asked(trail) }, "request");
        metrics.served({ ...answered, model: trail?.model?.reference ?? null });
      });
    });
  });
}

/** A request that a test injects comes by no real socket. */
function bytesWritten({ bytesWritten = 0 }: { readonly bytesWritten?: number }): number {
  return bytesWritten;
}

function facts(request: FastifyRequest, { raw: { statusCode, writableEnded } }: FastifyReply) {
  const route = request.routeOptions.url;
  return {
    requestId: request.id,
    client: callerOf(request).client,
    method: request.method,
    dialect: dialectOf(route, speaksAnthropic(request)),
    route: route ?? "none",
    status: writableEnded ? statusCode : clientClosedRequest,
  };
}

function asked(trail: TrailEnd | null) {
  if (trail === null) return {};
  const { model, outcome, code, promptTokens, cachedTokens, completionTokens } = trail;
  return {
    model: model?.reference ?? null,
    promptTokens,
    cachedTokens,
    completionTokens,
    outcome,
    ...(code === null ? {} : { code }),
  };
}
