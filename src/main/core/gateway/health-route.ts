import type { FastifyInstance } from "fastify";
import type { GatewayContext } from "./gateway-context";

/** `GET /healthz`: that Tresor answers, and how many models are in memory. */
export function healthRoute(server: FastifyInstance, { residents }: GatewayContext): void {
  server.get("/healthz", () => ({
    status: "ok",
    residents: residents().filter(({ state }) => state === "ready").length,
  }));
}
