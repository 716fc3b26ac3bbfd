import type { FastifyInstance, FastifyRequest } from "fastify";
import { looksLikeKey } from "../../clients/key-secret";
import { credentialOf, isAdminToken } from "../control/authorize";
import type { GatewayContext } from "../gateway-context";
import { isFromThisMachine } from "../reach/arrival";
import { admit, type Credential } from "./admit";
import { setCaller } from "./caller";
import { presentedKeys, refuseKeyInAddress } from "./presented-keys";
import { accessOf, type Access } from "./route-access";

/** Finds out who sends each request, and lets it go on to routes only that are open to that client. */
export function guardIdentity(server: FastifyInstance, context: GatewayContext): void {
  server.addHook("onRequest", async (request) => {
    refuseKeyInAddress(request.url);
    const access = accessFor(request);
    if (access === null || access === "public" || access === "page") return;
    const withoutKey = context.keys.localWithoutKey() && isFromThisMachine(request.raw);
    setCaller(request, admit(credentialIn(request, context), access, withoutKey));
  });
}

/** Null: there is no such route, which is all that anybody learns. */
function accessFor({ method, is404, routeOptions }: FastifyRequest): Access | null {
  const { url, config } = routeOptions;
  if (is404 || url === undefined) return null;
  return config.access ?? accessOf(method, url);
}

/**
 * Local tools always send something as a key ("ollama", "lm-studio", an older token): what does not look like one of ours is none. It
 * is kept nowhere.
 */
function credentialIn({ headers }: FastifyRequest, { keys, adminToken, sessions }: GatewayContext): Credential {
  const presented = presentedKeys(headers);
  if (presented.some((key) => isAdminToken(key, adminToken))) return { type: "admin", by: "cli" };
  const ours = presented.find(looksLikeKey);
  if (ours !== undefined) {
    const caller = keys.find(ours);
    return caller === null ? { type: "unknown" } : { type: "key", caller };
  }
  return credentialOf(headers, adminToken, sessions) === "session" ? { type: "admin", by: "window" } : { type: "none" };
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** Set where a route's pattern is not known beforehand, as with the window's files. */
    access?: Access;
  }
}
