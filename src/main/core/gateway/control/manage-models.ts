import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../../../../shared/contract/derive";
import { aliasKey } from "../../aliases/alias-name";
import type { GatewayContext } from "../gateway-context";
import { TresorError } from "../../../../shared/errors";
import { callerOf } from "../identity/caller";

/**
 * Who changes the library through a dialect. The guard has seen a key with the scope `models` by now: any program on this machine
 * reaches the dialects, and peers were emptied that way. @throws TresorError `forbidden`
 */
export function managingCaller(context: GatewayContext, request: FastifyRequest, reply: FastifyReply): Caller {
  refuseLimitedManager(request);
  return { client: callerOf(request).client, signal: context.openRequests.answering(reply.raw) };
}

/** What a client that knows some models only does to the library would reach the others too. @throws TresorError `forbidden` */
export function refuseLimitedManager(request: FastifyRequest): void {
  if (callerOf(request).models === null) return;
  throw new TresorError(
    "forbidden",
    "This key is limited to some models and may not change which there are; use one that is not.",
  );
}

/**
 * Removes what a client of a dialect calls a model: a name that the user has set goes alone, as a copied name does in Ollama; a
 * reference takes the model with it. @throws TresorError as the calls `removeAlias` and `remove`
 */
export async function removeNamed({ handlers }: GatewayContext, name: string, caller: Caller): Promise<void> {
  const key = aliasKey(name);
  const { aliases } = await handlers.aliases({}, caller);
  if (aliases.some((alias) => alias.name === key && alias.target !== null))
    await handlers.removeAlias({ name }, caller);
  else await handlers.remove({ reference: name, force: false }, caller);
}
