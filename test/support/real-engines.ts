import { pino } from "pino";
import type { Engine, GenerateEvent, GenerateRequest, LoadOptions } from "../../src/main/core/engine/engine";
import { WorkerLauncher } from "../../src/main/core/engine/worker-launcher";
import type { Usage } from "../../src/shared/shapes/run";
import { builtFiles } from "./built-files";

export const never = new AbortController().signal;

/** Workers without a wall, which takes its time, for tests of what happens inside them. */
export class RealEngines {
  readonly #launcher = new WorkerLauncher({
    processes: builtFiles(),
    seal: () => "off",
    logger: pino({ level: "silent" }),
  });
  readonly #engines: Engine[] = [];

  async start(path: string, options: Partial<LoadOptions> = {}): Promise<Engine> {
    const engine = await this.#launcher.launch();
    this.#engines.push(engine);
    const usual = { context: 4_096, slots: 1, threads: 1, kvCacheBytes: 0, gpu: false };
    await engine.load({ path, ...usual, ...options }, () => undefined);
    return engine;
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#engines.splice(0).map((engine) => engine.dispose()));
  }
}

export interface Answer {
  readonly text: string;
  /** Of each token. */
  readonly logprobs: readonly number[];
  readonly usage: Usage;
}

let requests = 0;

/** Greedy, with the prompt's tokens as they are. */
export function requestOf(prompt: readonly number[], rest: Partial<GenerateRequest> = {}): GenerateRequest {
  const id = `request-${++requests}`;
  return { id, prompt: { type: "tokens", tokens: prompt }, sampling: { temperature: 0 }, stop: [], ...rest };
}

export async function answerOf(events: AsyncIterable<GenerateEvent>): Promise<Answer> {
  let text = "";
  const logprobs: number[] = [];
  for await (const event of events) {
    if (event.type === "text") {
      text += event.text;
      logprobs.push(...(event.logprobs ?? []).map(({ logprob }) => logprob));
    }
    if (event.type === "finish") return { text, logprobs, usage: event.usage };
  }
  throw new Error("The stream ended without a finish.");
}

/** Takes events up to the first of this type. */
export async function untilEvent(
  stream: AsyncIterator<GenerateEvent, unknown>,
  type: GenerateEvent["type"],
): Promise<void> {
  for (;;) {
    const next = await stream.next();
    if (next.done === true) throw new Error(`The stream ended without an event of type ${type}.`);
    if (next.value.type === type) return;
  }
}
