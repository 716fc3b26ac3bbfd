import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { aliasKey } from "../../../aliases/alias-name";
import { managingCaller, removeNamed } from "../../control/manage-models";
import type { GatewayContext } from "../../gateway-context";
import { openAiAlias, openAiModel, openAiModelList } from "./models";

/** A wildcard, since references may contain slashes. */
interface Named {
  readonly Params: { readonly "*": string };
}

/** `GET /v1/models` and `/v1/models/ID`, also without `/v1`; `DELETE /v1/models/ID`. */
export function modelsRoutes(server: FastifyInstance, context: GatewayContext): void {
  const { library } = context;

  const find = (request: FastifyRequest<Named>, reply: FastifyReply) => {
    const asked = request.params["*"];
    const model = library.resolve(asked);
    const alias = model.aliases.find((name) => aliasKey(name) === aliasKey(asked));
    const entry = alias === undefined ? openAiModel(model) : openAiAlias(alias, model);
    return reply.header("x-tresor-model-digest", model.digest ?? "pending").send(entry);
  };

  for (const path of ["/v1/models", "/models"]) {
    server.get(path, () => openAiModelList(library.models()));
    server.get<Named>(`${path}/*`, find);
  }

  server.delete<Named>("/v1/models/*", async (request, reply) => {
    const caller = managingCaller(context, request, reply);
    const id = request.params["*"];
    await removeNamed(context, id, caller);
    return { id, object: "model", deleted: true };
  });
}
