import type { FastifyRequest } from "fastify";
import type { GatewayContext } from "../gateway-context";
import { callerOf } from "../identity/caller";
import { credentialOf, unauthorized } from "./authorize";

/** The admin token, the session of a window, or a key with the scope `admin`. @throws TresorError `unauthorized` */
export function requireAdministrator({ adminToken, sessions }: GatewayContext, request: FastifyRequest): void {
  if (callerOf(request).scope === "admin") return;
  if (credentialOf(request.headers, adminToken, sessions) === null) throw unauthorized();
}
