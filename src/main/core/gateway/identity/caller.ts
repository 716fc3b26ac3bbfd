import type { FastifyRequest } from "fastify";
import type { ClientRules } from "../../../../shared/shapes/client";
import { defaultRules } from "../../clients/client-rules";

/** Who sent a request, and what that client may do. */
export interface GatewayCaller extends ClientRules {
  /** `local` for a program on this machine without a key. */
  readonly client: string;
}

/** A program on this machine that has no key: it may ask models, nothing else. */
export const localCaller: GatewayCaller = { ...defaultRules, client: "local" };

/** Who has the admin token, or the session of a browser that came through a one-time link. */
export function adminCaller(client: "cli" | "window"): GatewayCaller {
  return { ...defaultRules, client, scope: "admin" };
}

const callers = new WeakMap<FastifyRequest, GatewayCaller>();

/** Set by the guard that has checked the request's key. */
export function setCaller(request: FastifyRequest, caller: GatewayCaller): void {
  callers.set(request, caller);
}

export function callerOf(request: FastifyRequest): GatewayCaller {
  return callers.get(request) ?? localCaller;
}
