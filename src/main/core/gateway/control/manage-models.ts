import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../../../../shared/contract/derive";
import { aliasKey } from "../../aliases/alias-name";
import type { GatewayContext } from "../gateway-context";
import { credentialOf, unauthorized } from "./authorize";

/**
 * Who changes the library through a dialect. These routes answer without a key to nobody: any program on this machine reaches the
 * dialects, and peers were emptied that way. @throws TresorError `unauthorized`
 */
export function managingCaller(context: GatewayContext, request: FastifyRequest, reply: FastifyReply): Caller {
  if (credentialOf(request.headers, context.adminToken, context.sessions) === null) throw unauthorized();
  return { client: "local", signal: context.openRequests.answering(reply.raw) };
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
