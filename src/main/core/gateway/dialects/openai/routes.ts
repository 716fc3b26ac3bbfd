import type { FastifyInstance } from "fastify";
import { serveAnswer } from "../../answer/serve-answer";
import { bodyObject } from "../../body/request-body";
import type { GatewayContext } from "../../gateway-context";
import { answerIdentity } from "./answer-identity";
import { completionsRoutes } from "./completions-route";
import { decodeChat } from "./decode-chat";
import { chatFormat } from "./encode-chat";
import { openAiModel, openAiModelList } from "./models";
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
    const model = context.library.resolve(request.params["*"]);
    return reply.header("x-tresor-model-digest", model.digest ?? "pending").send(openAiModel(model));
  });

  server.post("/v1/chat/completions", async (request, reply) => {
    const decoded = decodeChat(bodyObject(request));
    await serveAnswer(context, request, reply, decoded, chatFormat(answerIdentity("chatcmpl", request, decoded)));
  });

  completionsRoutes(server, context);
  responsesRoutes(server, context);
  embeddingsRoute(server, context);
  rerankRoutes(server, context);
  tokenizeRoute(server, context);
  detokenizeRoute(server, context);
  applyTemplateRoute(server, context);
}
