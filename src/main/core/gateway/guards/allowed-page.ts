/** What a browser asks before it lets a page of another origin send a request. */
export interface Preflight {
  readonly method: string;
  readonly requestedMethod: string | undefined;
  readonly requestedHeaders: string | undefined;
  readonly requestedPrivateNetwork: string | undefined;
}

const methods = "GET, HEAD, POST, PUT, PATCH, DELETE";
const headerNames = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+(?:[ \t]*,[ \t]*[A-Za-z0-9!#$%&'*+.^_`|~-]+)*$/;
/** Ours, and those of the real services that their web clients read. */
const readable =
  "x-request-id, retry-after, x-tresor-model, x-tresor-model-digest, x-tresor-template, x-tresor-quality, x-tresor-ignored";
const remembered = "600";

export function isPreflight({ method, requestedMethod }: Preflight): boolean {
  return method === "OPTIONS" && requestedMethod !== undefined;
}

/**
 * The headers that let a page of an allowed origin read an answer. Never a wildcard, and never credentials: a cookie of the window must
 * not work for another page.
 */
export function readableBy(origin: string): Readonly<Record<string, string>> {
  return { "access-control-allow-origin": origin, "access-control-expose-headers": readable };
}

/** What the answer to a preflight adds. */
export function preflightHeaders(preflight: Preflight): Readonly<Record<string, string>> {
  const { requestedHeaders, requestedPrivateNetwork } = preflight;
  return {
    "access-control-allow-methods": methods,
    "access-control-max-age": remembered,
    ...(requestedHeaders !== undefined && headerNames.test(requestedHeaders)
      ? { "access-control-allow-headers": requestedHeaders }
      : {}),
    ...(requestedPrivateNetwork === "true" ? { "access-control-allow-private-network": "true" } : {}),
  };
}
