import type { FastifyInstance } from "fastify";
import { contentTypes, type ExpositionFormat } from "../metrics/exposition";
import type { GatewayContext } from "./gateway-context";

/** `GET /metrics`, for Prometheus. It names models and clients, so it is for admins (identity/route-access). */
export function metricsRoute(server: FastifyInstance, context: GatewayContext): void {
  server.get("/metrics", async (request, reply) => {
    const format = preferredFormat(request.headers.accept);
    const exposition = await context.metrics.expose(format);
    return await reply.type(contentTypes[format]).header("cache-control", "no-store").send(exposition);
  });
}

/** OpenMetrics where it is asked for, and not less than plain text. */
export function preferredFormat(accept: string | undefined): ExpositionFormat {
  const qualities = new Map((accept ?? "").split(",").map(readRange));
  const openMetrics = qualities.get("application/openmetrics-text") ?? 0;
  const text = qualities.get("text/plain") ?? 0;
  return openMetrics > 0 && openMetrics >= text ? "openMetrics" : "text";
}

function readRange(range: string): [type: string, quality: number] {
  const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
  const quality = Number(parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? 1);
  return [type, Number.isFinite(quality) ? quality : 0];
}
