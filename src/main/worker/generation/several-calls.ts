import type { Conversation } from "../../core/engine/conversation";

/**
 * Whether an answer may hold more than one call. One that is demanded by name is made once: a small model that is held to the grammar of its
 * calls would write the same call until the token limit, and clients that name a function read the first alone.
 */
export function allowsSeveralCalls({ toolChoice, parallelCalls = true }: Conversation): boolean {
  return parallelCalls && toolChoice?.type !== "named";
}
