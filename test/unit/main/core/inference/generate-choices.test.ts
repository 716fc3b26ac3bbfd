import { describe, expect, it } from "vitest";
import type { Engine, GenerateEvent, GenerateRequest } from "../../../../../src/main/core/engine/engine";
import type { InferenceEvent, InferenceRequest } from "../../../../../src/main/core/inference/canonical";
import { generateChoices } from "../../../../../src/main/core/inference/generate-choices";
import { TresorError } from "../../../../../src/shared/errors";
import { FakeEngine } from "../../../../fakes/engine";

const never = new AbortController().signal;
const request = (rest: Partial<InferenceRequest> = {}): InferenceRequest => ({
  id: "request-1",
  reference: "red:f16",
  prompt: { type: "text", text: "Once" },
  sampling: {},
  stop: [],
  client: "local",
  ...rest,
});

function answer(text: string, decodeMilliseconds: number): GenerateEvent[] {
  return [
    { type: "queued" },
    { type: "prefill", promptTokens: 7, read: 7 },
    { type: "reasoning", text: "hm", tokens: 1 },
    { type: "text", text, tokens: 1 },
    {
      type: "finish",
      reason: "stop",
      stop: null,
      usage: { promptTokens: 7, cachedTokens: 3, completionTokens: 2, reasoningTokens: 1 },
      timings: { queuedMilliseconds: 1, prefillMilliseconds: 20, decodeMilliseconds },
    },
  ];
}

/** An engine that remembers its requests and answers each by its number. */
function recordingEngine(events: (choice: number) => Iterable<GenerateEvent>) {
  const requests: GenerateRequest[] = [];
  const signals: AbortSignal[] = [];
  const engine: Engine = Object.assign(new FakeEngine(1, {}), {
    async *generate(asked: GenerateRequest, signal: AbortSignal) {
      signals.push(signal);
      yield* events(requests.push(asked) - 1);
    },
  });
  return { engine, requests, signals };
}

async function collect(events: AsyncGenerator<InferenceEvent, unknown, void>) {
  const collected: InferenceEvent[] = [];
  for (let next = await events.next(); ; next = await events.next()) {
    if (next.done === true) return { collected, generated: next.value };
    collected.push(next.value);
  }
}

describe("generateChoices", () => {
  it("passes one answer on under the number 0, without the queue", async () => {
    const { engine, requests } = recordingEngine(() => answer("a", 9));
    const watched: string[] = [];
    const run = generateChoices(engine, request({ choices: 1 }), never, ({ type }) => watched.push(type));
    const { collected, generated } = await collect(run);
    expect(collected).toEqual([
      { type: "prefill", promptTokens: 7, read: 7 },
      { type: "reasoning", choice: 0, text: "hm", tokens: 1 },
      { type: "text", choice: 0, text: "a", tokens: 1 },
      { type: "finish", choice: 0, reason: "stop", stop: null },
    ]);
    expect(watched).toEqual(["queued", "prefill", "reasoning", "text", "finish"]);
    expect(generated).toMatchObject({ usage: { completionTokens: 2 }, timings: { decodeMilliseconds: 9 } });
    expect(requests).toMatchObject([
      {
        id: "request-1",
        prompt: { type: "text", text: "Once" },
        sampling: {},
        stop: [],
        client: "local",
        priority: "api",
      },
    ]);
  });

  it("asks for several with seeds that count up, after the prompt was read once", async () => {
    const begun: number[] = [];
    const { engine, requests } = recordingEngine(function* (choice) {
      begun.push(choice);
      for (const event of answer(`choice ${choice}`, 10 + choice)) {
        if (choice === 0 && event.type === "reasoning") expect(begun).toEqual([0]);
        yield event;
      }
    });
    const run = generateChoices(
      engine,
      request({ choices: 3, sampling: { seed: 2 ** 32 - 1 } }),
      never,
      () => undefined,
    );
    const { collected, generated } = await collect(run);
    expect(requests.map(({ id, sampling }) => [id, sampling.seed])).toEqual([
      ["request-1", 2 ** 32 - 1],
      ["request-1.1", 0],
      ["request-1.2", 1],
    ]);
    expect(collected.filter(({ type }) => type === "prefill")).toHaveLength(1);
    for (const choice of [0, 1, 2]) {
      expect(collected.filter((event) => "choice" in event && event.choice === choice)).toEqual([
        { type: "reasoning", choice, text: "hm", tokens: 1 },
        { type: "text", choice, text: `choice ${choice}`, tokens: 1 },
        { type: "finish", choice, reason: "stop", stop: null },
      ]);
    }
    expect(generated).toEqual({
      usage: { promptTokens: 7, cachedTokens: 3, completionTokens: 6, reasoningTokens: 3 },
      timings: { queuedMilliseconds: 1, prefillMilliseconds: 20, decodeMilliseconds: 12 },
    });
  });

  it("ends all when one fails, and when the reader goes away", async () => {
    const failing = recordingEngine(function* (choice) {
      yield* answer("a", 1).slice(0, 4);
      if (choice === 1) throw new TresorError("generation_failed", "broken");
      yield* answer("b", 1).slice(3);
    });
    const failed = collect(generateChoices(failing.engine, request({ choices: 2 }), never, () => undefined));
    await expect(failed).rejects.toMatchObject({ code: "generation_failed" });
    expect(failing.signals.every(({ aborted }) => aborted)).toBe(true);

    const left = recordingEngine(() => answer("a", 1));
    const run = generateChoices(left.engine, request({ choices: 2 }), never, () => undefined);
    await run.next();
    await run.return(null);
    expect(left.signals.every(({ aborted }) => aborted)).toBe(true);
  });

  it.each([
    ["window", "interactive"],
    ["cli", "interactive"],
    ["local", "api"],
  ])("serves %s as %s", async (client, priority) => {
    const { engine, requests } = recordingEngine(() => answer("a", 1));
    await collect(generateChoices(engine, request({ client }), never, () => undefined));
    expect(requests[0]?.priority).toBe(priority);
  });
});
