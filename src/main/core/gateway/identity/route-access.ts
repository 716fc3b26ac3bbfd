import type { Scope } from "../../../../shared/shapes/client";

/** `public` answers anyone; `page` is the window's, whose routes look at the browser's session themselves. */
export type Access = Scope | "public" | "page";

type AccessByMethod = Access | Readonly<Record<string, Access>>;

/** What each route demands, by its pattern. A route that is in neither table is for admins. */
const routes: Readonly<Record<string, AccessByMethod>> = {
  "/": "page",
  "/healthz": "public",
  "/health": "public",
  "/openapi.json": "public",
  "/metrics": "admin",

  "/v1/models": "inference",
  "/v1/models/*": { GET: "inference", DELETE: "models" },
  "/v1/chat/completions": "inference",
  "/v1/completions": "inference",
  "/v1/responses": "inference",
  "/v1/responses/input_tokens": "inference",
  "/v1/embeddings": "inference",
  "/v1/rerank": "inference",
  "/v1/messages": "inference",
  "/v1/messages/count_tokens": "inference",
  "/models": "inference",
  "/models/*": "inference",
  "/chat/completions": "inference",
  "/completions": "inference",
  "/responses": "inference",
  "/responses/input_tokens": "inference",
  "/embeddings": "inference",
  "/rerank": "inference",
  "/tokenize": "inference",
  "/detokenize": "inference",
  "/apply-template": "inference",
  "/props": "inference",

  "/api/version": "public",
  "/api/status": "public",
  "/api/tags": "inference",
  "/api/ps": "inference",
  "/api/show": "inference",
  // With an empty prompt they load, and `keep_alive: 0` unloads: no more than a question with `keep_alive` does.
  "/api/chat": "inference",
  "/api/generate": "inference",
  "/api/embed": "inference",
  "/api/embeddings": "inference",
  "/api/pull": "models",
  "/api/delete": "models",
  "/api/copy": "models",
  "/api/create": "models",
  "/api/blobs/:digest": "models",

  "/api/v0/models": "inference",
  "/api/v0/models/*": "inference",
  "/api/v0/chat/completions": "inference",
  "/api/v0/completions": "inference",
  "/api/v0/responses": "inference",
  "/api/v0/responses/input_tokens": "inference",
  "/api/v0/embeddings": "inference",
};

const folders: readonly (readonly [prefix: string, access: Access])[] = [["/tresor/v1/", "admin"]];

/** Undefined where nobody has decided. */
export function listedAccess(method: string, pattern: string): Access | undefined {
  const listed = Object.hasOwn(routes, pattern) ? routes[pattern] : undefined;
  const byFolder = folders.find(([prefix]) => pattern.startsWith(prefix))?.[1];
  if (listed === undefined || typeof listed === "string") return listed ?? byFolder;
  return listed[method === "HEAD" ? "GET" : method];
}

export function accessOf(method: string, pattern: string): Access {
  return listedAccess(method, pattern) ?? "admin";
}
