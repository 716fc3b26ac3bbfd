import type { FastifyInstance, FastifyRequest } from "fastify";
import { aliasKey } from "../../../aliases/alias-name";
import { serveAnswer } from "../../answer/serve-answer";
import { bodyObject } from "../../body/request-body";
import type { GatewayContext } from "../../gateway-context";
import { managingCaller, removeNamed } from "../../control/manage-models";
import type { AnswerIdentity } from "./chunk-encoder";
import { decodeChat } from "./decode-chat";
import { decodeCompletion } from "./decode-completion";
import { chatFormat } from "./encode-chat";
import { completionFormat } from "./encode-completion";
import { openAiAlias, openAiModel, openAiModelList } from "./models";
import { applyTemplateRoute } from "./questions/apply-template";
import { detokenizeRoute } from "./questions/detokenize";
import { embeddingsRoute } from "./questions/embeddings";
import { rerankRoutes } from "./questions/rerank";
import { tokenizeRoute } from "./questions/tokenize";
import { responsesRoutes } from "./responses/route";

/** OpenAI's API, as far as it is served, and what llama-server adds to it. */
export function openAiRoutes(server: FastifyInstance, context: GatewayContext): void {
  server.get("/v1/models", () => openAiModelList(context.library.models()));

  // A wildcard, since references may contain slashes.
  server.get<{ Params: { "*": string } }>("/v1/models/*", (request, reply) => {
    const asked = request.params["*"];
    const model = context.library.resolve(asked);
    const alias = model.aliases.find((name) => aliasKey(name) === aliasKey(asked));
    const entry = alias === undefined ? openAiModel(model) : openAiAlias(alias, model);
    return reply.header("x-tresor-model-digest", model.digest ?? "pending").send(entry);
  });

  server.delete<{ Params: { "*": string } }>("/v1/models/*", async (request, reply) => {
    const caller = managingCaller(context, request, reply);
    const id = request.params["*"];
    await removeNamed(context, id, caller);
    return { id, object: "model", deleted: true };
  });

  server.post("/v1/chat/completions", async (request, reply) => {
    const decoded = decodeChat(bodyObject(request));
    await serveAnswer(context, request, reply, decoded, chatFormat(identity("chatcmpl", request, decoded)));
  });

  server.post("/v1/completions", async (request, reply) => {
    const decoded = decodeCompletion(bodyObject(request));
    await serveAnswer(context, request, reply, decoded, completionFormat(identity("cmpl", request, decoded)));
  });

  responsesRoutes(server, context);
  embeddingsRoute(server, context);
  rerankRoutes(server, context);
  tokenizeRoute(server, context);
  detokenizeRoute(server, context);
  applyTemplateRoute(server, context);
}

function identity(
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
