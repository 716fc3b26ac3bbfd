import type { FastifyInstance } from "fastify";
import { sendsVersion } from "./speaks-anthropic";

type Strategy = Parameters<FastifyInstance["addConstraintStrategy"]>[0];
type Storage = ReturnType<Strategy["storage"]>;
type Handler = NonNullable<ReturnType<Storage["get"]>>;

/**
 * Lets a route of Anthropic's lie on a path that OpenAI's API has too: `{ constraints: { dialect: "anthropic" } }`. Everyone else
 * gets the route without a constraint.
 */
export const dialectStrategy: Strategy = {
  name: "dialect",
  storage: () => {
    const handlers = new Map<unknown, Handler>();
    return {
      get: (dialect) => handlers.get(dialect) ?? null,
      set: (dialect, handler) => handlers.set(dialect, handler),
    };
  },
  deriveConstraint: ({ headers }) => (sendsVersion(headers) ? "anthropic" : undefined),
};
