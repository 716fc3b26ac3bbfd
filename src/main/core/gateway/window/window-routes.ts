import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { windowContentSecurityPolicy } from "../../../../shared/contract/window-policy";
import { credentialOf } from "../control/authorize";
import type { GatewayContext } from "../gateway-context";
import { lockedPage, lockedPagePolicy } from "./locked-page";

/** The dashboard and its files, for browsers with a session; and what `/` says to everything else. */
export async function windowRoutes(server: FastifyInstance, context: GatewayContext): Promise<void> {
  const { windowDirectory } = context;
  const hasWindow = windowDirectory !== null && existsSync(join(windowDirectory, "index.html"));
  if (!hasWindow) {
    server.get("/", (_request, reply) => greet(reply));
    return;
  }
  await server.register(fastifyStatic, { root: windowDirectory, serve: false, cacheControl: false });
  server.get("/", (request, reply) => enter(context, request, reply));
  await server.register((scope) => serveFiles(scope, context, windowDirectory));
}

async function serveFiles(scope: FastifyInstance, context: GatewayContext, directory: string): Promise<void> {
  scope.addHook("onRoute", (route) => {
    route.config = { ...route.config, access: "page" };
  });
  scope.addHook("onRequest", async (request, reply) => {
    if (!isAllowed(context, request)) return await lock(request, reply);
    protect(reply, windowContentSecurityPolicy);
    return undefined;
  });
  // One route for each file there is: every other path stays an unknown route.
  await scope.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    index: false,
    cacheControl: false,
    decorateReply: false,
  });
}

/** `/`: redeems a one-time link, shows the dashboard, or says that we are here. */
function enter(context: GatewayContext, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { link } = request.query as { readonly link?: unknown };
  // A HEAD request, as link previews send it, must not use the link up.
  if (typeof link === "string" && request.method === "GET" && context.links.redeem(link)) {
    return protect(reply, lockedPagePolicy).header("set-cookie", context.sessions.open()).redirect("/", 303);
  }
  if (isAllowed(context, request)) return protect(reply, windowContentSecurityPolicy).sendFile("index.html");
  const isBrowser = request.headers.accept?.includes("text/html") === true;
  return link !== undefined || isBrowser ? lock(request, reply) : greet(reply);
}

/** What clients of Ollama look for to know that a server is there. */
function greet(reply: FastifyReply): FastifyReply {
  return reply.type("text/plain; charset=utf-8").send("Ollama is running");
}

function lock(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return protect(reply, lockedPagePolicy)
    .code(401)
    .type("text/html; charset=utf-8")
    .send(lockedPage(request.headers["accept-language"]));
}

function isAllowed({ adminToken, sessions }: GatewayContext, { headers }: FastifyRequest): boolean {
  return credentialOf(headers, adminToken, sessions) !== null;
}

function protect(reply: FastifyReply, policy: string): FastifyReply {
  return reply.headers({
    "content-security-policy": policy,
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    vary: "Accept, Cookie",
  });
}
