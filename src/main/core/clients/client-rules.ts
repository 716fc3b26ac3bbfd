import type { ClientRules } from "../../../shared/shapes/client";

/** Rules to be set; what is undefined stays. */
export type RulesChange = { readonly [K in keyof ClientRules]?: ClientRules[K] | undefined };

/** May ask all models, without limits: a new key without further words, and a program on this machine without a key. */
export const defaultRules: ClientRules = {
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

/** The rules alone, whatever else comes with them. */
export function rulesOf(client: ClientRules): ClientRules {
  const { scope, models, production, stage, priority, requestsPerMinute, tokensPerMinute, tokensPerDay } = client;
  const { longestContext, longestKeepAliveSeconds } = client;
  return {
    scope,
    models,
    production,
    stage,
    priority,
    requestsPerMinute,
    tokensPerMinute,
    tokensPerDay,
    longestContext,
    longestKeepAliveSeconds,
  };
}
