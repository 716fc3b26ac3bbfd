import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { askModel } from "../../../answer/ask-model";
import { isObject } from "../../../body/json-document";
import { bodyObject } from "../../../body/request-body";
import { anything, flag, invalidField, readFields, text, wholeNumberBetween } from "../../../decode/fields";
import { decodeKeepAliveOrTtl } from "../../../decode/keep-alive";
import type { GatewayContext } from "../../../gateway-context";

export const fields = z.looseObject({
  model: text(),
  query: text(),
  documents: anything(),
  top_n: wholeNumberBetween(1, Number.MAX_SAFE_INTEGER),
  return_documents: flag(),
  truncate: flag(),
  keep_alive: anything(),
  ttl: anything(),
});

const mostDocuments = 2_048;

export interface RerankRequest {
  readonly reference: string | undefined;
  readonly query: string;
  readonly documents: readonly string[];
  readonly topCount: number | undefined;
  readonly returnDocuments: boolean;
  readonly truncate: boolean;
  readonly keepAliveSeconds: number | null | undefined;
}

/** `POST /v1/rerank`, in the shape that Jina's and Cohere's clients share; `/rerank` is where llama-server has it. */
export function rerankRoutes(server: FastifyInstance, context: GatewayContext): void {
  const serve = async (request: FastifyRequest, reply: FastifyReply) => {
    const wish = decodeRerank(bodyObject(request));
    const { reference, query, documents, truncate, keepAliveSeconds } = wish;
    const question = { reference, task: "rerank" as const, input: { query, documents, truncate }, keepAliveSeconds };
    const { model, output } = await askModel(context, request, reply, question);
    return {
      id: `rerank-${request.id.replace(/^req_/, "")}`,
      object: "list",
      model: model.reference,
      results: ranked(output.scores, wish),
      usage: { prompt_tokens: output.tokens, total_tokens: output.tokens },
    };
  };
  server.post("/v1/rerank", serve);
  server.post("/rerank", serve);
}

/** @throws TresorError `invalid_request` naming the field */
export function decodeRerank(body: unknown): RerankRequest {
  const wish = readFields(fields, body);
  if (wish.query === undefined || wish.query === "") throw invalidField("query", "is required");
  return {
    reference: wish.model === "" ? undefined : wish.model,
    query: wish.query,
    documents: decodeDocuments(wish.documents),
    topCount: wish.top_n,
    returnDocuments: wish.return_documents ?? false,
    truncate: wish.truncate ?? false,
    keepAliveSeconds: decodeKeepAliveOrTtl(wish),
  };
}

function decodeDocuments(documents: unknown): string[] {
  if (!Array.isArray(documents) || documents.length === 0 || documents.length > mostDocuments) {
    throw invalidField("documents", `must be an array of 1 to ${mostDocuments} texts`);
  }
  return documents.map((document: unknown, index) => {
    const content = isObject(document) ? document["text"] : document;
    if (typeof content !== "string") throw invalidField(`documents.${index}`, 'must be a text or {"text": "…"}');
    return content;
  });
}

/** Best first; documents of the same score stay in their order. */
export function ranked(scores: readonly number[], { documents, topCount, returnDocuments }: RerankRequest) {
  return scores
    .map((score, index) => ({
      index,
      relevance_score: score,
      ...(returnDocuments ? { document: { text: documents[index] ?? "" } } : {}),
    }))
    .sort((one, other) => other.relevance_score - one.relevance_score)
    .slice(0, topCount);
}
