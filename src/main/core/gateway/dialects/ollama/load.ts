import type { FastifyReply } from "fastify";
import { TresorError } from "../../../../../shared/errors";
import type { GatewayContext } from "../../gateway-context";
import { allowedKeepAlive } from "../../identity/allowed-keep-alive";
import { callerOf } from "../../identity/caller";
import type { LoadRequest } from "./decode";
import type { LoadAnswer } from "./encode";

/**
 * A request without a prompt loads the model, or with `keep_alive: 0` unloads it. A pinned model stays: only its owner takes a
 * pin off, and any local program can send `keep_alive: 0`; the header `x-tresor-ignored` says so.
 * @throws TresorError as the control calls `load` and `unload`
 */
export async function serveLoad(
  context: GatewayContext,
  reply: FastifyReply,
  wish: LoadRequest,
  answer: LoadAnswer,
): Promise<object> {
  const { reference } = context.library.resolve(wish.reference);
  const gatewayCaller = callerOf(reply.request);
  const caller = { client: gatewayCaller.client, signal: context.openRequests.answering(reply.raw) };
  if (wish.type === "load") {
    const keepAliveSeconds = allowedKeepAlive(gatewayCaller, wish.keepAliveSeconds);
    const longest = context.library.resolve(reference).contextLength;
    const tokens = wish.context === undefined ? undefined : Math.min(wish.context, longest);
    await context.handlers.load({ reference, dryRun: false, keepAliveSeconds, context: tokens }, caller);
    return answer(reference, "load");
  }
  if (context.residents().some((resident) => resident.reference === reference && resident.pinned)) {
    reply.header("x-tresor-ignored", "keep_alive");
    return answer(reference, "load");
  }
  try {
    await context.handlers.unload({ reference }, caller);
  } catch (error) {
    // Nothing to unload is what the client wants.
    if (!(error instanceof TresorError) || error.code !== "not_resident") throw error;
  }
  return answer(reference, "unload");
}
