import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { serveAnswer } from "../../answer/serve-answer";
import { bodyObject } from "../../body/request-body";
import type { GatewayContext } from "../../gateway-context";
import { answerIdentity } from "./answer-identity";
import { completionsHandler } from "./completions-handler";
import { decodeChat } from "./decode-chat";
import { chatFormat } from "./encode-chat";
import { openAiModel, openAiModelList } from "./models";
import { applyTemplateRoute } from "./questions/apply-template";
import { detokenizeRoute } from "./questions/detokenize";
import { embeddingsHandler } from "./questions/embeddings";
import { propsRoute } from "./questions/props";
import { rerankRoutes } from "./questions/rerank";
import { tokenizeRoute } from "./questions/tokenize";
import { responsesHandler } from "./responses/handler";
import type { Handler } from "./handler";

/** Where OpenAI's API is served: its own path, none for clients that leave it out of their base URL, and LM Studio's. */
const prefixes = ["/v1", "", "/api/v0"] as const;

/** OpenAI's API, as far as it is served, and what llama-server adds to it. */
export function openAiRoutes(server: FastifyInstance, context: GatewayContext): void {
  modelsRoutes(server, context);
  const chat = chatHandler(context);
  const completions = completionsHandler(context);
  const embeddings = embeddingsHandler(context);
  const responses = responsesHandler(context);
  for (const prefix of prefixes) {
    server.post(`${prefix}/chat/completions`, chat);
    server.post(`${prefix}/completions`, completions);
    server.post(`${prefix}/embeddings`, embeddings);
    server.post(`${prefix}/responses`, responses);
  }
  rerankRoutes(server, context);
  tokenizeRoute(server, context);
  detokenizeRoute(server, context);
  applyTemplateRoute(server, context);
  propsRoute(server, context);
}

function modelsRoutes(server: FastifyInstance, { library }: GatewayContext): void {
  const find = (request: FastifyRequest<{ Params: { "*": string } }>, reply: FastifyReply) => {
    const model = library.resolve(request.params["*"]);
    return reply.header("x-tresor-model-digest", model.digest ?? "pending").send(openAiModel(model));
  };
  for (const path of ["/v1/models", "/models"]) {
    server.get(path, () => openAiModelList(library.models()));
    // A wildcard, since references may contain slashes.
    server.get<{ Params: { "*": string } }>(`${path}/*`, find);
  }
}

function chatHandler(context: GatewayContext): Handler {
  return async (request, reply) => {
    const decoded = decodeChat(bodyObject(request));
    await serveAnswer(context, request, reply, decoded, chatFormat(answerIdentity("chatcmpl", request, decoded)));
    return undefined;
  };
}
