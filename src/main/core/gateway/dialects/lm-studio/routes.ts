import type { FastifyInstance } from "fastify";
import type { GatewayContext } from "../../gateway-context";
import { lmStudioModel, lmStudioModels } from "./models";

/** LM Studio's list of models. Its chat, completions and embeddings are OpenAI's under another path, and served with them. */
export function lmStudioRoutes(server: FastifyInstance, { library, residents }: GatewayContext): void {
  server.get("/api/v0/models", () => lmStudioModels(library.models(), residents()));

  // A wildcard, since references may contain slashes.
  server.get<{ Params: { "*": string } }>("/api/v0/models/*", (request) =>
    lmStudioModel(library.resolve(request.params["*"]), residents()),
  );
}
