import type { FastifyReply } from "fastify";
import { sendStreamHeaders } from "../answer/stream-headers";
import type { GatewayContext } from "../gateway-context";
import { serverSentEvent, serverSentEventsHeaders } from "./server-sent-event";

const heartbeatMilliseconds = 15_000;

/** A reader that is this far behind is cut off; it connects again and takes a new snapshot. */
const mostUnreadBytes = 4 * 2 ** 20;

/** All events from now on, until the client goes or Tresor stops. `id` is the sequence: a gap asks for a new snapshot. */
export function serveEvents({ subscribe, openRequests, logger }: GatewayContext, reply: FastifyReply): void {
  const response = reply.raw;
  const signal = openRequests.following(response);
  sendStreamHeaders(reply, serverSentEventsHeaders);
  response.write(": connected\n\n");

  const write = (text: string) => {
    if (response.writableLength <= mostUnreadBytes) {
      response.write(text);
      return;
    }
    logger.warn({ requestId: reply.request.id }, "a reader of the event stream is too slow and was cut off");
    response.destroy();
  };
  const unsubscribe = subscribe((event) => write(serverSentEvent({ id: event.sequence, data: event })));
  const heartbeat = setInterval(() => write(": alive\n\n"), heartbeatMilliseconds);
  const stop = () => {
    clearInterval(heartbeat);
    unsubscribe();
    response.end();
  };
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
}
