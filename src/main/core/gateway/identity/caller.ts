import type { FastifyRequest } from "fastify";
import type { ClientRules } from "../../../../shared/shapes/client";

/** Who sent a request, and what that client may do. */
export interface GatewayCaller extends ClientRules {
  /** `local` for a program on this machine without a key. */
  readonly client: string;
}

/** A program on this machine that has no key: it may ask models, nothing else. */
export const localCaller: GatewayCaller = {
  client: "local",
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
};

const callers = new WeakMap<FastifyRequest, GatewayCaller>();

/** Set by the guard that has checked the request's key. */
export function setCaller(request: FastifyRequest, caller: GatewayCaller): void {
  callers.set(request, caller);
}

export function callerOf(request: FastifyRequest): GatewayCaller {
  return callers.get(request) ?? localCaller;
}
