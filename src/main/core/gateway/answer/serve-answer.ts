import type { FastifyReply, FastifyRequest } from "fastify";
import type { InferenceEvent } from "../../inference/canonical";
import { logFailure } from "../failures/log-failure";
import { presentable } from "../failures/presentable";
import type { GatewayContext } from "../gateway-context";
import { allowedKeepAlive } from "../identity/allowed-keep-alive";
import { callerOf } from "../identity/caller";
import { causeOf } from "../open-requests";
import type { AnswerFormat, DecodedRequest } from "./answer-format";
import { answerHeaders, gatherFacts, type AnswerFacts } from "./answer-headers";
import { collectAnswer } from "./collect-answer";
import { EventReader } from "./event-reader";
import { ResponseWriter } from "./response-writer";
import { sendStreamHeaders } from "./stream-headers";
import { openAnswer, streamAnswer } from "./stream-answer";

/**
 * Runs one decoded request and sends its answer in the dialect's format, in one piece or as a stream.
 * @throws TresorError for whatever fails before a byte is sent
 */
export async function serveAnswer(
  context: GatewayContext,
  request: FastifyRequest,
  reply: FastifyReply,
  decoded: DecodedRequest,
  format: AnswerFormat,
): Promise<void> {
  // The reference is looked up here so that an unknown model has its true status before anything begins.
  const asked = decoded.content.reference;
  const reference = asked === undefined ? null : context.library.resolve(asked).reference;
  const signal = context.openRequests.answering(reply.raw);
  const caller = callerOf(request);
  const { client, priority, longestContext } = caller;
  const keepAliveSeconds = allowedKeepAlive(caller, decoded.content.keepAliveSeconds);
  const rules = { client, priority, longestContext: longestContext ?? undefined, keepAliveSeconds };
  const events = context.inference.run({ ...decoded.content, ...rules, id: request.id }, signal);
  try {
    if (decoded.stream) await serveStream(context, request, reply, { decoded, format, events, reference, signal });
    else await serveWhole(context, reply, decoded, format, events);
  } catch (error) {
    throw causeOf(error, signal);
  }
}

async function serveWhole(
  { library, pace }: GatewayContext,
  reply: FastifyReply,
  decoded: DecodedRequest,
  format: AnswerFormat,
  events: AsyncIterable<InferenceEvent>,
): Promise<void> {
  const answer = await collectAnswer(events);
  const { model } = answer;
  const facts = await gatherFacts(library, model.reference, model, pace.wholeDigestMilliseconds);
  await reply.headers(answerHeaders(facts, decoded.ignored, offersTools(decoded))).send(format.whole(answer));
}

interface RunningStream {
  readonly decoded: DecodedRequest;
  readonly format: AnswerFormat;
  readonly events: AsyncIterable<InferenceEvent>;
  /** Null: the client left the choice to us, and the first event tells. */
  readonly reference: string | null;
  readonly signal: AbortSignal;
}

async function serveStream(
  context: GatewayContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { decoded, format, events, reference, signal }: RunningStream,
): Promise<void> {
  const reader = new EventReader(events);
  try {
    const seen = await openAnswer(reader, context.pace);
    const facts = await streamFacts(context, seen, reference);
    const headers = answerHeaders(facts, decoded.ignored, offersTools(decoded));
    sendStreamHeaders(reply, { "content-type": format.contentType, ...headers });
    const encoder = format.stream(facts?.reference ?? "");
    const writer = new ResponseWriter(reply.raw, context.pace.stalledMilliseconds);
    try {
      await streamAnswer({ seen, reader, encoder, writer, pace: context.pace });
    } catch (error) {
      const cause = causeOf(error, signal);
      logFailure(context.logger, request.id, cause);
      await writer.write(encoder.failure(presentable(cause, request.id))).catch(() => undefined);
    }
    writer.end();
  } finally {
    reader.close();
  }
}

function offersTools({ content: { prompt } }: DecodedRequest): boolean {
  return prompt.type === "chat" && (prompt.conversation.tools?.length ?? 0) > 0;
}

async function streamFacts(
  { library, pace }: GatewayContext,
  seen: readonly InferenceEvent[],
  reference: string | null,
): Promise<AnswerFacts | null> {
  const answering = seen.find((event) => event.type === "model")?.model ?? null;
  const loading = seen.find((event) => event.type === "loading")?.reference ?? null;
  const known = answering?.reference ?? loading ?? reference;
  return known === null ? null : await gatherFacts(library, known, answering, pace.streamDigestMilliseconds);
}
