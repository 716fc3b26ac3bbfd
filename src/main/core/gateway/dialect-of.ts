/** Which API a route belongs to, for counting. */
export type DialectName = "openai" | "anthropic" | "ollama" | "lmstudio" | "control" | "operations" | "window" | "none";

/** By beginnings of paths, the longer ones first. */
const beginnings: readonly (readonly [string, DialectName])[] = [
  ["/tresor/v1/", "control"],
  ["/v1/messages", "anthropic"],
  ["/api/v0/", "lmstudio"],
  ["/api/", "ollama"],
  ["/healthz", "operations"],
  ["/metrics", "operations"],
  ["/openapi.json", "operations"],
];

const windowFiles = /^\/($|\*$|assets\/)|\.(html|js|css|svg|png|ico|woff2)$/;

/** `route` is the pattern of a registered route; undefined: no route took the request. */
export function dialectOf(route: string | undefined, isAnthropicClient: boolean): DialectName {
  if (route === undefined) return "none";
  const found = beginnings.find(([beginning]) => route.startsWith(beginning));
  if (found !== undefined) return found[1];
  if (windowFiles.test(route)) return "window";
  return isAnthropicClient ? "anthropic" : "openai";
}
