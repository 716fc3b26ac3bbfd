import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { TresorError } from "../../../../shared/errors";
import type { Logger } from "../../kernel/logger";
import { failureBody } from "./failure-body";
import { fromFramework } from "./from-framework";
import { logFailure } from "./log-failure";
import { presentable, retryAfterSeconds } from "./presentable";

/** Answers every failure and every unknown route in the shape of the dialect that was spoken to. */
export function replyToFailures(server: FastifyInstance, logger: Logger): void {
  const methodsByPath = new Map<string, Set<string>>();
  server.addHook("onRoute", ({ method, url }) => {
    const methods = methodsByPath.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    methodsByPath.set(url, methods);
  });

  server.setErrorHandler((thrown, request, reply) => {
    const error = fromFramework(thrown);
    logFailure(logger, request.id, error);
    sendFailure(request, reply, error);
  });

  server.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    const methods = [...(methodsByPath.get(path) ?? [])];
    if (methods.length > 0) reply.header("allow", methods.join(", "));
    const instead = methods.length > 0 ? `it answers ${methods.join(", ")}` : "see docs/api.md for what there is";
    sendFailure(
      request,
      reply,
      new TresorError("route_not_found", `There is no ${request.method} ${path.slice(0, 200)}; ${instead}.`),
    );
  });
}

export function sendFailure(request: FastifyRequest, reply: FastifyReply, error: TresorError): void {
  const retryAfter = retryAfterSeconds(error);
  if (retryAfter !== null) reply.header("retry-after", retryAfter);
  reply.code(error.status).send(failureBody(request, presentable(error, request.id)));
}

export function pathOf({ url }: FastifyRequest): string {
  return url.split("?", 1)[0] ?? url;
}
