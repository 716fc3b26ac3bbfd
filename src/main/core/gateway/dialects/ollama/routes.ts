import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { AnswerFormat } from "../../answer/answer-format";
import { serveAnswer } from "../../answer/serve-answer";
import { bodyObject } from "../../body/request-body";
import { invalidField, readFields, text } from "../../decode/fields";
import type { GatewayContext } from "../../gateway-context";
import { blobRoutes } from "./create/blobs-route";
import { createRoute } from "./create/route";
import { decodeChat, decodeGenerate, type OllamaRequest } from "./decode";
import { chatFormat, chatLoadAnswer, generateFormat, generateLoadAnswer, type LoadAnswer } from "./encode";
import { embedRoutes } from "./embed";
import { serveLoad } from "./load";
import { manageRoutes } from "./manage";
import { ollamaResident, ollamaTags } from "./models";
import { pullRoute } from "./pull";
import { ollamaDetails } from "./show";

/**
 * The version of Ollama that this dialect follows. Clients parse it and refuse what they take for too old, so it is a version
 * of Ollama's and not ours, which is in the field `tresor`.
 */
const followedVersion = "0.12.6";

export const showFields = z.looseObject({ model: text(), name: text() });

/** Ollama's API, as far as it is served. */
export function ollamaRoutes(server: FastifyInstance, context: GatewayContext): void {
  const now = () => new Date();

  server.get("/api/version", () => ({ version: followedVersion, tresor: context.version }));

  // Asked by Ollama's own launcher: nothing here goes to anybody's cloud.
  server.get("/api/status", () => ({ cloud: { disabled: true, source: "config" } }));

  server.get("/api/tags", () => ({ models: ollamaTags(context.library.models(), context.presets) }));

  server.get("/api/ps", () => {
    const models = new Map(context.library.models().map((model) => [model.reference, model]));
    const running = context.residents().filter(({ state }) => state === "ready" || state === "draining");
    return { models: running.map((resident) => ollamaResident(resident, models.get(resident.reference))) };
  });

  server.post("/api/show", async (request, reply) => {
    const { model, name } = readFields(showFields, bodyObject(request));
    const asked = model ?? name;
    if (asked === undefined || asked === "") throw invalidField("model", "is required");
    const details = await context.library.details(asked);
    const resident = context.residents().find(({ reference }) => reference === details.reference);
    reply.header("x-tresor-model-digest", details.digest ?? "pending");
    return ollamaDetails({ details, resident, preset: context.presets.of(asked) });
  });

  server.post("/api/chat", async (request, reply) => {
    const decoded = decodeChat(bodyObject(request));
    return await serve(context, request, reply, decoded, chatFormat(now), chatLoadAnswer(now));
  });

  server.post("/api/generate", async (request, reply) => {
    const decoded = decodeGenerate(bodyObject(request));
    return await serve(context, request, reply, decoded, generateFormat(now), generateLoadAnswer(now));
  });

  embedRoutes(server, context);
  pullRoute(server, context);
  manageRoutes(server, context);
  createRoute(server, context);
  server.register((scope) => blobRoutes(scope, context));
}

async function serve(
  context: GatewayContext,
  request: FastifyRequest,
  reply: FastifyReply,
  decoded: OllamaRequest,
  format: AnswerFormat,
  loadAnswer: LoadAnswer,
): Promise<object | undefined> {
  if (decoded.type !== "answer") return await serveLoad(context, reply, decoded, loadAnswer);
  await serveAnswer(context, request, reply, decoded, format);
  return undefined;
}
