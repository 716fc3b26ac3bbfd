import type { KeyedClient } from "../../src/shared/shapes/client";

/** A client with the rules of a plain key; tests say only what matters to them. */
export function clientOf(rest: Partial<KeyedClient> = {}): KeyedClient {
  return {
    name: "editor",
    scope: "inference",
    models: null,
    production: false,
    stage: 3,
    priority: "api",
    requestsPerMinute: null,
    tokensPerMinute: null,
    tokensPerDay: null,
    longestContext: null,
    longestKeepAliveSeconds: null,
    createdAt: "2026-11-20T12:00:00.000Z",
    lastUsedAt: null,
    revokedAt: null,
    keyEnd: "wxyz",
    today: { requests: 0, promptTokens: 0, completionTokens: 0 },
    ...rest,
  };
}
