import type { Client } from "../../shared/contract/derive";
import { anyKey, type LaunchTarget, type Tool } from "../../shared/launch/tool";
import type { Resident } from "../../shared/shapes/resident";
import { LocalFailure } from "./failure";
import { clientOf, type Session } from "./session";

/** What the user has said about it; the rest is found out. */
export interface LaunchWish {
  readonly model: string | undefined;
  readonly key: string | undefined;
  /** A key named after the tool: new with each launch, so that an older one of that name is void. */
  readonly ownKey: boolean;
}

type Model = Pick<LaunchTarget, "model" | "contextTokens">;

/** The model that the tool would be given, and whether it has to be loaded for it. */
export interface ChosenModel extends Model {
  readonly load: boolean;
}

/** @throws LocalFailure when there is no model, or none with room enough for the tool */
export async function chooseModel(session: Session, tool: Tool, wished: string | undefined): Promise<ChosenModel> {
  const { launch } = session.words;
  const client = clientOf(session);
  const least = tool.leastContextTokens;
  const plan = await client.plan({ reference: wished ?? (await defaultModel(client, session)) });
  const { residents } = await client.ps({});
  const resident = residents.find((candidate) => candidate.reference === plan.reference && stays(candidate));
  const model = plan.reference;
  if (resident !== undefined) {
    const contextTokens = resident.context === 0 ? plan.context : resident.context;
    if (contextTokens >= least) return { model, contextTokens, load: false };
    throw tooSmall(session, tool, launch.reload(model, String(least)), contextTokens, model);
  }
  if (plan.context >= least) return { model, contextTokens: plan.context, load: true };
  const { contextLength } = await client.show({ reference: model });
  if (contextLength >= least) return { model, contextTokens: least, load: true };
  throw tooSmall(session, tool, launch.otherModel, contextLength, model);
}

/** @throws TresorError when the model cannot be loaded with that context */
export async function loadModel(session: Session, { model, contextTokens }: Model): Promise<void> {
  session.output.progress(session.words.launch.loading(model));
  await clientOf(session).load({ reference: model, context: contextTokens });
}

/** @throws LocalFailure `unauthorized` where a key is needed and none was given */
export async function chooseKey(session: Session, { name }: Tool, { key, ownKey }: LaunchWish): Promise<string> {
  const client = clientOf(session);
  if (key !== undefined) return key;
  if (ownKey) {
    const { keys } = await client.keys({});
    const exists = keys.some((candidate) => candidate.name === name && candidate.revokedAt === null);
    return (await (exists ? client.rotateKey({ name }) : client.createKey({ name }))).key;
  }
  if ((await client.settings({})).localWithoutKey) return anyKey;
  throw new LocalFailure("unauthorized", session.words.launch.keyNeeded);
}

async function defaultModel(client: Client, { words }: Session): Promise<string> {
  const { aliases } = await client.aliases({});
  for (const role of ["code", "text"]) {
    const reference = aliases.find(({ name }) => name === role)?.reference;
    if (reference != null) return reference;
  }
  throw new LocalFailure("model_not_found", words.launch.noModel);
}

function stays({ state }: Resident): boolean {
  return state === "starting" || state === "loading" || state === "ready";
}

function tooSmall(
  { words, figures }: Session,
  { displayName, leastContextTokens }: Tool,
  cure: string,
  contextTokens: number,
  model: string,
): LocalFailure {
  const has = figures.count(contextTokens);
  const needs = figures.count(leastContextTokens);
  return new LocalFailure("context_exceeded", words.launch.tooSmall({ tool: displayName, model, has, needs, cure }), {
    contextTokens,
    leastContextTokens,
  });
}
