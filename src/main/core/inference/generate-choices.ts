import type { Usage } from "../../../shared/shapes/run";
import type { Engine, GenerateEvent, GenerateRequest, Priority, Timings } from "../engine/engine";
import type { InferenceEvent, InferenceRequest } from "./canonical";
import { Merged } from "./merged";

/** What a request's choices have come to, all together. */
export interface Generated {
  readonly usage: Usage;
  readonly timings: Timings;
}

/** Someone sits before the window and the terminal; everyone else is a program. */
const interactiveClients: ReadonlySet<string> = new Set(["window", "cli"]);

/**
 * The answers to one prompt, up to their sum. `watch` sees every event of the engine first.
 * @throws TresorError as `Engine.generate`
 */
export async function* generateChoices(
  engine: Engine,
  request: InferenceRequest,
  signal: AbortSignal,
  watch: (event: GenerateEvent) => void,
): AsyncGenerator<InferenceEvent, Generated | null, void> {
  const { choices = 1 } = request;
  if (choices > 1) return yield* generateSeveral(engine, request, choices, signal, watch);
  let generated: Generated | null = null;
  for await (const event of engine.generate(choiceOf(request, 0), signal)) {
    watch(event);
    if (event.type === "finish") generated = event;
    const canonical = canonicalOf(event, 0);
    if (canonical !== null) yield canonical;
  }
  return generated;
}

/** The further ones begin when the first has read the prompt: they find it in its slot instead of reading it again. */
async function* generateSeveral(
  engine: Engine,
  request: InferenceRequest,
  choices: number,
  signal: AbortSignal,
  watch: (event: GenerateEvent) => void,
): AsyncGenerator<InferenceEvent, Generated | null, void> {
  const stop = new AbortController();
  const merged = new Merged<GenerateEvent>();
  const begin = (choice: number) =>
    merged.join(engine.generate(choiceOf(request, choice), AbortSignal.any([signal, stop.signal])));
  let begun = 1;
  let generated: Generated | null = null;
  try {
    begin(0);
    for (let next = await merged.next(); next !== undefined; next = await merged.next()) {
      const { from: choice, value: event } = next;
      const isReading = event.type === "queued" || event.type === "prefill";
      if (!isReading) for (; begun < choices; begun += 1) begin(begun);
      if (isReading && choice > 0) continue;
      watch(event);
      if (event.type === "finish") generated = sum(generated, event, choice === 0);
      const canonical = canonicalOf(event, choice);
      if (canonical !== null) yield canonical;
    }
    return generated;
  } finally {
    stop.abort();
  }
}

/** One choice as the engine knows it. Ids are unique there, and choices of one seed differ. */
function choiceOf(request: InferenceRequest, choice: number): GenerateRequest {
  const { id, sampling, client } = request;
  return {
    ...request,
    id: choice === 0 ? id : `${id}.${choice}`,
    sampling: sampling.seed === undefined ? sampling : { ...sampling, seed: (sampling.seed + choice) % 2 ** 32 },
    priority: request.priority ?? priorityOf(client),
  };
}

function priorityOf(client: string): Priority {
  return interactiveClients.has(client) ? "interactive" : "api";
}

function canonicalOf(event: GenerateEvent, choice: number): InferenceEvent | null {
  switch (event.type) {
    case "queued":
      return null;
    case "prefill":
      return event;
    case "finish":
      return { type: "finish", choice, reason: event.reason, stop: event.stop };
    case "text":
    case "reasoning":
    case "call":
    case "arguments":
      return { ...event, choice };
  }
}

/** The prompt and the time it took are the first choice's; the others ran beside it. */
function sum(before: Generated | null, { usage, timings }: Generated, isFirst: boolean): Generated {
  if (before === null) return { usage, timings };
  const prompt = isFirst ? { usage, timings } : before;
  return {
    usage: {
      ...prompt.usage,
      completionTokens: before.usage.completionTokens + usage.completionTokens,
      reasoningTokens: before.usage.reasoningTokens + usage.reasoningTokens,
    },
    timings: {
      ...prompt.timings,
      decodeMilliseconds: Math.max(before.timings.decodeMilliseconds, timings.decodeMilliseconds),
    },
  };
}
