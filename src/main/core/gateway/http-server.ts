import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { logAccess } from "./access-log";
import { clientRequestId } from "./client-request-id";
import { takeBodiesAsText } from "./body/request-body";
import { controlRoutes } from "./control/routes";
import { anthropicRoutes } from "./dialects/anthropic/routes";
import { dialectStrategy } from "./dialects/anthropic/dialect-strategy";
import { speaksAnthropic } from "./dialects/anthropic/speaks-anthropic";
import { lmStudioRoutes } from "./dialects/lm-studio/routes";
import { ollamaRoutes } from "./dialects/ollama/routes";
import { openAiRoutes } from "./dialects/openai/routes";
import { replyToFailures, sendFailure } from "./failures/failure-replies";
import { fromFramework } from "./failures/from-framework";
import type { GatewayContext } from "./gateway-context";
import { guardRequests } from "./guards/guard-requests";
import { enterCallerView, seenByCaller } from "./identity/caller-view";
import { guardIdentity } from "./identity/identity-guard";
import { healthRoute } from "./health-route";
import { metricsRoute } from "./metrics-route";
import { openApiRoute } from "./openapi/openapi-route";
import { registeredRoutes } from "./openapi/registered-routes";
import { newRequestId } from "./request-id";
import { windowRoutes } from "./window/window-routes";

const defaultBodyLimitBytes = 16 * 2 ** 20;

/** The whole HTTP surface, not listening yet: guards first, then the dialects, the control API and the window. */
export function createHttpServer(core: GatewayContext): FastifyInstance {
  const context = seenByCaller(core);
  const bodyLimitBytes = context.bodyLimitBytes ?? defaultBodyLimitBytes;
  const server = fastify({
    logger: false,
    genReqId: newRequestId,
    bodyLimit: bodyLimitBytes,
    // Requests that come while we stop are refused by our own hook, in the shape of their dialect.
    return503OnClosing: false,
    // A path that cannot be decoded: no hook runs before this.
    frameworkErrors: (error, request, reply) => {
      identify(request, reply);
      sendFailure(request, reply, fromFramework(error));
    },
  });

  server.addConstraintStrategy(dialectStrategy);
  logAccess(server, { logger: context.logger, trails: context.trails, metrics: context.metrics.http });
  server.addHook("onRequest", async (request, reply) => identify(request, reply));
  guardRequests(server, context);
  guardIdentity(server, context);
  enterCallerView(server);
  takeBodiesAsText(server, bodyLimitBytes);
  replyToFailures(server, context.logger);

  const routes = registeredRoutes(server);
  healthRoute(server, context);
  metricsRoute(server, context);
  openApiRoute(server, context, routes);
  openAiRoutes(server, context);
  anthropicRoutes(server, context);
  ollamaRoutes(server, context);
  lmStudioRoutes(server, context);
  server.register(async (scope) => controlRoutes(scope, context));
  server.register((scope) => windowRoutes(scope, context));
  return server;
}

function identify(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({ "x-request-id": request.id, "x-content-type-options": "nosniff" });
  const theirs = clientRequestId(request.headers["x-client-request-id"]);
  if (theirs !== null) reply.header("x-client-request-id", theirs);
  // The name under which Anthropic's clients look for it, to show it with a failure.
  if (speaksAnthropic(request)) reply.header("request-id", request.id);
}
