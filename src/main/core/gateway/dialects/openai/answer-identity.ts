import type { FastifyRequest } from "fastify";
import type { AnswerIdentity } from "./chunk-encoder";

/** Names one answer after its request. */
export function answerIdentity(
  prefix: string,
  { id }: FastifyRequest,
  { includeUsage }: { readonly includeUsage: boolean },
): AnswerIdentity {
  return {
    id: `${prefix}-${id.replace(/^req_/, "")}`,
    createdSeconds: Math.floor(Date.now() / 1_000),
    includeUsage,
  };
}
