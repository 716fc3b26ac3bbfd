import type { BenchModel } from "../model";
import type { BenchOptions } from "../options";
import { BenchServer } from "../server";
import { ChildJobs } from "./child-process";
import { checkLoad, type Contender, type StreamRecord } from "./contender";
import { HttpLoad } from "./http-load";

/** Tokens per slot, and slots: the same for all contenders. */
export interface Room {
  readonly context: number;
  readonly slots: number;
}

/** One peer serves all benches, so all have its room. */
const peerRoom: Room = { context: 8_704, slots: 8 };

export interface Contenders {
  readonly tresor: Contender;
  /** The peer where there is one, else node-llama-cpp in one process. */
  readonly baseline: Contender;
  stop(): Promise<void>;
}

export async function startContenders(
  model: BenchModel,
  ownRoom: Room,
  peer: BenchOptions["peer"],
): Promise<Contenders> {
  const room = peer === null ? ownRoom : peerRoom;
  const tresor = await startTresor(model, room);
  try {
    const baseline = peer === null ? await startDirectLoop(model, room) : await joinPeer(model, room, peer);
    return {
      tresor,
      baseline,
      stop: async () => {
        await Promise.all([tresor.stop(), baseline.stop()]);
      },
    };
  } catch (error) {
    await tresor.stop();
    throw error;
  }
}

async function startTresor(model: BenchModel, { context, slots }: Room): Promise<Contender> {
  const flags = ["--models-dir", model.directory, "--context", String(context), "--slots", String(slots)];
  const server = await BenchServer.start(flags);
  return await overHttp(
    "Tresor",
    () => server.url,
    model.reference,
    () => server.stop(),
  );
}

async function joinPeer(
  model: BenchModel,
  { context, slots }: Room,
  peer: NonNullable<BenchOptions["peer"]>,
): Promise<Contender> {
  const answers = await fetch(new URL("/v1/models", peer.url)).then(
    (response) => response.ok,
    () => false,
  );
  if (!answers) {
    throw new Error(
      `${peer.url} does not answer /v1/models. Serve the same model there with one thread, ${slots} slots and ${context} tokens for ` +
        `each, for example: llama-server -m ${model.path} -t 1 -tb 1 -np ${slots} -c ${slots * context} --no-kv-unified`,
    );
  }
  return await overHttp(
    "peer",
    () => peer.url,
    peer.model ?? model.reference,
    () => Promise.resolve(),
  );
}

async function overHttp(
  name: string,
  url: () => string,
  model: string,
  stopServer: () => Promise<void>,
): Promise<Contender> {
  const load = await HttpLoad.start(url, model);
  return {
    name,
    generate: async (prompts, tokens) =>
      checkLoad(await load.run(prompts.map((prompt) => ({ prompt, tokens }))), name, tokens),
    stop: async () => {
      await Promise.all([load.stop(), stopServer()]);
    },
  };
}

async function startDirectLoop(model: BenchModel, { context, slots }: Room): Promise<Contender> {
  const name = "node-llama-cpp alone";
  const args = [model.path, String(context), String(slots)];
  const loop = await ChildJobs.start<object, readonly StreamRecord[]>("direct-loop.mjs", args);
  return {
    name,
    generate: async (prompts, tokens) => checkLoad(await loop.run({ prompts, tokens }), name, tokens),
    stop: () => loop.stop(),
  };
}
