import type { FastifyInstance } from "fastify";
import type { Caller } from "../../../../../../shared/contract/derive";
import { bareName, checkedAliasName } from "../../../../aliases/alias-name";
import { bodyObject } from "../../../body/request-body";
import { managingCaller } from "../../../control/manage-models";
import type { GatewayContext } from "../../../gateway-context";
import type { CreateWish } from "./create-wish";
import { decodeCreate } from "./decode-create";
import { addsNothing, presetParts } from "./preset-parts";

const statuses = ["gathering model components", "writing manifest", "success"];

/** `POST /api/create`: a name that leads to a model and adds something to its requests, or a model of a file that was sent. */
export function createRoute(server: FastifyInstance, context: GatewayContext): void {
  server.post("/api/create", async (request, reply) => {
    const caller = managingCaller(context, request, reply);
    const wish = decodeCreate(bodyObject(request));
    const ignored = await create(context, wish, caller);
    if (ignored.length > 0) reply.header("x-tresor-ignored", ignored.join(", "));
    if (!wish.stream) return { status: "success" };
    reply.type("application/x-ndjson");
    return statuses.map((status) => `${JSON.stringify({ status })}\n`).join("");
  });
}

/** Everything is checked before anything is written. Tells what was left out of account. */
async function create(context: GatewayContext, wish: CreateWish, caller: Caller): Promise<readonly string[]> {
  const { presets, blobs, handlers } = context;
  const key = checkedAliasName(wish.name);
  const { parts, ignored } = presetParts(wish);
  const [digest] = wish.files;
  const from = digest === undefined ? (wish.from ?? "") : (await blobs.claim(digest, key)).reference;
  // A file that was given this very name answers to it already.
  if (digest !== undefined && addsNothing(parts) && answersTo(context, key, from)) return ignored;
  if (addsNothing(parts)) await handlers.setAlias({ name: key, reference: from }, caller);
  else await presets.create({ name: key, from, parts });
  return ignored;
}

/** By its own name, not by an alias that leads to it. */
function answersTo({ library }: GatewayContext, name: string, reference: string): boolean {
  const bearers = library.models().filter((model) => model.aliases.includes(name) || bareName(model) === name);
  return bearers.length === 1 && bearers[0]?.reference === reference && !bearers[0].aliases.includes(name);
}
