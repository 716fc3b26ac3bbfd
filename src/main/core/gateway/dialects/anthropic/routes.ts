import type { FastifyInstance } from "fastify";
import { serveAnswer } from "../../answer/serve-answer";
import { bodyObject } from "../../body/request-body";
import type { GatewayContext } from "../../gateway-context";
import { countTokensRoute } from "./count-tokens";
import { decodeRequest } from "./decode-request";
import { messageFormat } from "./encode";
import { anthropicModel, anthropicModelList } from "./models";

/** The paths that OpenAI's API has too; see dialect-strategy.ts. */
const shared = { constraints: { dialect: "anthropic" } };

/** Anthropic's API, as far as it is served. */
export function anthropicRoutes(server: FastifyInstance, context: GatewayContext): void {
  server.post("/v1/messages", async (request, reply) => {
    const { id } = request;
    const format = messageFormat({ messageId: `msg_${id.replace(/^req_/, "")}`, requestId: id });
    await serveAnswer(context, request, reply, decodeRequest(bodyObject(request)), format);
  });

  countTokensRoute(server, context);

  server.get("/v1/models", shared, ({ query }) => anthropicModelList(context.library.models(), query));

  // A wildcard, since references may contain slashes.
  server.get<{ Params: { "*": string } }>("/v1/models/*", shared, ({ params }, reply) => {
    const model = context.library.resolve(params["*"]);
    return reply.header("x-tresor-model-digest", model.digest ?? "pending").send(anthropicModel(model));
  });
}
