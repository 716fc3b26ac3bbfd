import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { PullItem } from "../../../../../shared/shapes/download";
import { EventReader, silence } from "../../answer/event-reader";
import { ResponseWriter } from "../../answer/response-writer";
import { sendStreamHeaders } from "../../answer/stream-headers";
import { bodyObject } from "../../body/request-body";
import { refuseLimitedManager } from "../../control/manage-models";
import { flag, readFields, text } from "../../decode/fields";
import { logFailure } from "../../failures/log-failure";
import { presentable } from "../../failures/presentable";
import type { GatewayContext } from "../../gateway-context";
import { callerOf } from "../../identity/caller";
import { causeOf } from "../../open-requests";
import { requiredModel } from "./decode-options";
import { ollamaError } from "./errors";
import { PullLines, type PullLine } from "./pull-lines";

export const pullFields = z.looseObject({ model: text(), name: text(), stream: flag() });

/**
 * `POST /api/pull`. What changes what is on disk, and reaches out of the machine, needs a key with the scope `models` also in this
 * dialect: any local program could fill the disk otherwise.
 */
export function pullRoute(server: FastifyInstance, context: GatewayContext): void {
  server.post("/api/pull", async (request, reply) => {
    refuseLimitedManager(request);
    const { source, stream } = decodePull(bodyObject(request));
    // Stopping does not wait for it: the download goes on at the next start.
    const signal = context.openRequests.following(reply.raw);
    const items = context.handlers.pull({ source }, { client: callerOf(request).client, signal });
    if (!stream) return await wholePull(items, signal);
    await streamPull(context, request, reply, items, signal);
    return undefined;
  });
}

/** Clients add `:latest` to a name without a tag. @throws TresorError `invalid_request` naming the field */
export function decodePull(body: unknown): { readonly source: string; readonly stream: boolean } {
  const { model, name, stream = true } = readFields(pullFields, body);
  return { source: requiredModel(model ?? name).replace(/:latest$/, ""), stream };
}

async function wholePull(items: AsyncIterable<PullItem>, signal: AbortSignal): Promise<PullLine> {
  try {
    for await (const item of items) if (item.event === "done") break;
    return { status: "success" };
  } catch (error) {
    throw causeOf(error, signal);
  }
}

/** One JSON object a line. A failure before the first, within the time for opening, is thrown, so that it gets its own status. */
async function streamPull(
  context: GatewayContext,
  request: FastifyRequest,
  reply: FastifyReply,
  items: AsyncIterable<PullItem>,
  signal: AbortSignal,
): Promise<void> {
  const { pace, logger } = context;
  const reader = new EventReader(items);
  const writer = new ResponseWriter(reply.raw, pace.stalledMilliseconds);
  const lines = new PullLines();
  let last: PullLine = { status: "pulling manifest" };
  const write = async (next: readonly PullLine[]) => {
    last = next.at(-1) ?? last;
    await writer.write(next.map((line) => `${JSON.stringify(line)}\n`).join(""));
  };
  try {
    let item = await reader.nextWithin(pace.openingMilliseconds).catch((error: unknown) => {
      throw causeOf(error, signal);
    });
    sendStreamHeaders(reply, { "content-type": "application/x-ndjson" });
    try {
      while (item !== undefined) {
        if (item === silence) await write([last]);
        else await write(item.event === "done" ? lines.end() : lines.next(await downloadOf(item, context, signal)));
        item = await reader.nextWithin(pace.pulseMilliseconds);
      }
    } catch (error) {
      const cause = causeOf(error, signal);
      logFailure(logger, request.id, cause);
      const failure = ollamaError(presentable(cause, request.id));
      await writer.write(`${JSON.stringify(failure)}\n`).catch(() => undefined);
    }
    writer.end();
  } finally {
    reader.close();
  }
}

/** An item tells the sum; this dialect tells each file. */
async function downloadOf(item: PullItem & { event: "progress" }, { handlers }: GatewayContext, signal: AbortSignal) {
  const { downloads } = await handlers.downloads({}, { client: "local", signal });
  return downloads.find(({ id }) => id === item.id) ?? { state: item.state, files: [] };
}
