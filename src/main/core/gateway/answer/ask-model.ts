import type { FastifyReply, FastifyRequest } from "fastify";
import type { EngineTask, EngineTasks } from "../../engine/tasks";
import type { AnsweringModel } from "../../inference/canonical";
import type { GatewayContext } from "../gateway-context";
import { allowedKeepAlive } from "../identity/allowed-keep-alive";
import { callerOf } from "../identity/caller";
import { causeOf } from "../open-requests";
import { answerHeaders, gatherFacts } from "./answer-headers";

/** A question to a model beside generation; an absent reference leaves the choice to us. */
export interface ModelQuestion<T extends EngineTask> {
  readonly reference: string | undefined;
  readonly task: T;
  readonly input: EngineTasks[T]["input"];
  readonly keepAliveSeconds?: number | null | undefined;
}

/** Asks, and sets the headers that tell which model answered. @throws TresorError as `Inference.compute` */
export async function askModel<T extends EngineTask>(
  { library, inference, openRequests, pace }: GatewayContext,
  request: FastifyRequest,
  reply: FastifyReply,
  question: ModelQuestion<T>,
): Promise<{ readonly model: AnsweringModel; readonly output: EngineTasks[T]["output"] }> {
  const signal = openRequests.answering(reply.raw);
  try {
    const caller = callerOf(request);
    const keepAliveSeconds = allowedKeepAlive(caller, question.keepAliveSeconds);
    const asked = { ...question, id: request.id, client: caller.client, keepAliveSeconds };
    const answer = await inference.compute(asked, signal);
    const { model } = answer;
    reply.headers(answerHeaders(await gatherFacts(library, model.reference, model, pace.wholeDigestMilliseconds), []));
    return answer;
  } catch (error) {
    throw causeOf(error, signal);
  }
}
