import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { TresorError } from "../../../../shared/errors";
import type { GatewayContext } from "../gateway-context";
import { arrivalOf } from "../reach/arrival";
import { isPreflight, preflightHeaders, readableBy, type Preflight } from "./allowed-page";
import { checkHost } from "./host-guard";
import { checkOrigin, isAllowedOrigin } from "./origin-guard";

/** What holds for every request, before anything looks at what it wants. */
export function guardRequests(server: FastifyInstance, { openRequests, callableBy }: GatewayContext): void {
  server.addHook("onRequest", async (request, reply) => {
    openRequests.count(reply.raw);
    const { allowedHosts, allowedOrigins } = callableBy();
    const { scheme, localAddress } = arrivalOf(request.raw);
    // On every answer: a cache must not give a page what it kept for another.
    if (allowedOrigins.length > 0) reply.header("vary", "Origin");
    checkTarget(request.raw.url);
    checkSingleHost(request.raw.rawHeaders);
    checkHost(request.headers.host, { localAddress, allowedHosts });
    checkOrigin(originOf(request, scheme), allowedOrigins);
    if (openRequests.closing) throw new TresorError("shutting_down", "Tresor is stopping; try again later.");
    return answerPage(request, reply, allowedOrigins);
  });
}

/** An absolute URL is what proxies are sent. It names a host of its own, which the router would leave unread. */
function checkTarget(target: string | undefined): void {
  if (target?.startsWith("/") === true || target === "*") return;
  throw new TresorError("invalid_request", "The request's target is no path; Tresor is no proxy.");
}

/** Node keeps the first of two and a proxy in front may keep the second: then they speak of different servers. */
function checkSingleHost(rawHeaders: readonly string[]): void {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host");
  if (hosts.length > 1)
    throw new TresorError("invalid_request", "The request has more than one Host header; send one.");
}

/** Lets a page of an allowed origin read what follows, and answers its browser's question whether it may. */
function answerPage(request: FastifyRequest, reply: FastifyReply, allowedOrigins: readonly string[]) {
  const { origin } = request.headers;
  if (origin === undefined || !isAllowedOrigin(origin, allowedOrigins)) return undefined;
  reply.headers(readableBy(origin));
  const preflight = preflightOf(request);
  return isPreflight(preflight) ? reply.code(204).headers(preflightHeaders(preflight)).send() : undefined;
}

function preflightOf({ method, headers }: FastifyRequest): Preflight {
  return {
    method,
    requestedMethod: headers["access-control-request-method"],
    requestedHeaders: headers["access-control-request-headers"],
    requestedPrivateNetwork: firstOf(headers["access-control-request-private-network"]),
  };
}

function originOf({ method, headers }: FastifyRequest, scheme: "http" | "https") {
  return {
    method,
    scheme,
    host: headers.host,
    origin: headers.origin,
    secFetchSite: firstOf(headers["sec-fetch-site"]),
    secFetchMode: firstOf(headers["sec-fetch-mode"]),
  };
}

function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
