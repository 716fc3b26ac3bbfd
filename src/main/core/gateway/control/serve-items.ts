import type { FastifyReply, FastifyRequest } from "fastify";
import { EventReader, silence } from "../answer/event-reader";
import { ResponseWriter } from "../answer/response-writer";
import { sendStreamHeaders } from "../answer/stream-headers";
import { logFailure } from "../failures/log-failure";
import { presentable } from "../failures/presentable";
import type { GatewayContext } from "../gateway-context";
import { causeOf } from "../open-requests";
import { serverSentEvent, serverSentEventsHeaders } from "./server-sent-event";

/**
 * A streaming call as server-sent events: `item` for each piece, then `end`, or `error` with code, message and details. A
 * failure before the first piece, within the time for opening, is thrown, so that it gets its own status.
 */
export async function serveItems(
  { pace, logger }: GatewayContext,
  request: FastifyRequest,
  reply: FastifyReply,
  items: AsyncIterable<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const reader = new EventReader(items);
  const writer = new ResponseWriter(reply.raw, pace.stalledMilliseconds);
  try {
    let item = await reader.nextWithin(pace.openingMilliseconds).catch((error: unknown) => {
      throw causeOf(error, signal);
    });
    sendStreamHeaders(reply, serverSentEventsHeaders);
    try {
      while (item !== undefined) {
        await writer.write(item === silence ? ": waiting\n\n" : serverSentEvent({ event: "item", data: item }));
        item = await reader.nextWithin(pace.pulseMilliseconds);
      }
      await writer.write(serverSentEvent({ event: "end", data: {} }));
    } catch (error) {
      const cause = causeOf(error, signal);
      logFailure(logger, request.id, cause);
      const data = presentable(cause, request.id).toWire();
      await writer.write(serverSentEvent({ event: "error", data })).catch(() => undefined);
    }
    writer.end();
  } finally {
    reader.close();
  }
}
