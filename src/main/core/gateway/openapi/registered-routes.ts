import type { FastifyInstance } from "fastify";

export interface RegisteredRoute {
  readonly method: string;
  /** As fastify knows it: `/v1/models/*`, `/api/blobs/:digest`. */
  readonly url: string;
}

/** The routes that will be registered from now on; each method and pattern once, in their order. */
export function registeredRoutes(server: FastifyInstance): () => readonly RegisteredRoute[] {
  const routes = new Map<string, RegisteredRoute>();
  server.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) routes.set(`${one} ${url}`, { method: one, url });
  });
  // Fastify answers HEAD wherever there is a GET.
  const isOwn = ({ method, url }: RegisteredRoute) => method !== "HEAD" || !routes.has(`GET ${url}`);
  return () => [...routes.values()].filter(isOwn);
}
