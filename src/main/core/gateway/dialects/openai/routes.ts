import type { FastifyInstance } from "fastify";
import type { GatewayContext } from "../../gateway-context";
import { chatHandler } from "./chat-handler";
import { completionsHandler } from "./completions-handler";
import { modelsRoutes } from "./models-routes";
import { applyTemplateRoute } from "./questions/apply-template";
import { detokenizeRoute } from "./questions/detokenize";
import { embeddingsHandler } from "./questions/embeddings";
import { propsRoute } from "./questions/props";
import { rerankRoutes } from "./questions/rerank";
import { tokenizeRoute } from "./questions/tokenize";
import { countHandler } from "./responses/count-handler";
import { responsesHandler } from "./responses/handler";
import { KeptResponses } from "./responses/kept-responses";

/** Where OpenAI's API is served: its own path, none for clients that leave it out of their base URL, and LM Studio's. */
const prefixes = ["/v1", "", "/api/v0"] as const;

/** OpenAI's API, as far as it is served, and what llama-server adds to it. */
export function openAiRoutes(server: FastifyInstance, context: GatewayContext): void {
  const kept = new KeptResponses();
  const handlers = {
    "chat/completions": chatHandler(context),
    completions: completionsHandler(context),
    embeddings: embeddingsHandler(context),
    responses: responsesHandler(context, kept),
    "responses/input_tokens": countHandler(context, kept),
  };
  for (const prefix of prefixes) {
    for (const [path, handler] of Object.entries(handlers)) server.post(`${prefix}/${path}`, handler);
  }
  modelsRoutes(server, context);
  rerankRoutes(server, context);
  tokenizeRoute(server, context);
  detokenizeRoute(server, context);
  applyTemplateRoute(server, context);
  propsRoute(server, context);
}
