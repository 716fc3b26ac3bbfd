import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Engine, GenerateEvent, GenerateRequest } from "../../src/main/core/engine/engine";
import { presets } from "../support/gguf/presets";
import { writeTinyLlama } from "../support/gguf/write-tiny-llama";
import { madeUpPrompt } from "../support/made-up-prompt";
import { RawModel } from "../support/raw-model";
import { answerOf, never, RealEngines, requestOf, untilEvent } from "../support/real-engines";

const folder = mkdtempSync(join(tmpdir(), "tresor-scheduling-"));
const path = join(folder, "llama.gguf");
const contextTokens = 4_096;
const batchTokens = 512;
const engines = new RealEngines();
let engine: Engine;
let blocker: Blocker | null = null;

beforeAll(async () => {
  writeTinyLlama({ ...presets.tiny, context: contextTokens, path });
  engine = await engines.start(path);
});

afterEach(() => blocker?.end());

afterAll(async () => {
  await engines.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** A stream that holds the only slot until it is ended. */
class Blocker {
  readonly #stream: AsyncIterator<GenerateEvent>;

  constructor(on: Engine) {
    this.#stream = on.generate(requestOf(madeUpPrompt(1, 20)), never)[Symbol.asyncIterator]();
  }

  async begin(): Promise<void> {
    await untilEvent(this.#stream, "text");
  }

  async end(): Promise<void> {
    await this.#stream.return?.();
  }
}

async function blocked(): Promise<Blocker> {
  blocker = new Blocker(engine);
  await blocker.begin();
  return blocker;
}

/** A request that waits for the slot. */
async function waiting(rest: Partial<GenerateRequest>, signal: AbortSignal = new AbortController().signal) {
  const request = requestOf(madeUpPrompt(2, 10), { maxTokens: 1, ...rest });
  const stream = engine.generate(request, signal)[Symbol.asyncIterator]();
  await untilEvent(stream, "queued");
  return stream;
}

describe("requests that wait for a slot", () => {
  it("come by class, then in turns by client, then in the order of their arrival", async () => {
    const first = await blocked();
    const requests = [
      ["late", { priority: "background", client: "z" }],
      ["x1", { client: "x" }],
      ["x2", { client: "x" }],
      ["x3", { client: "x" }],
      ["y1", { client: "y" }],
      ["user", { priority: "interactive", client: "x" }],
    ] as const;
    const order: string[] = [];
    const ends: Promise<void>[] = [];
    for (const [name, rest] of requests) {
      const stream = await waiting(rest);
      ends.push(
        untilEvent(stream, "prefill").then(() => {
          order.push(name);
          return untilEvent(stream, "finish");
        }),
      );
    }
    await first.end();
    await Promise.all(ends);
    // The user's own request was client x's turn: y comes before x's others.
    expect(order).toEqual(["user", "y1", "x1", "x2", "x3", "late"]);
  });

  it("are refused beyond 256 of them, leave when they are cancelled, and fail at their deadline", async () => {
    const first = await blocked();
    const abort = new AbortController();
    const streams = [await waiting({}, abort.signal), await waiting({ deadlineMilliseconds: 50 })];
    const [cancelled, late] = streams.map((stream) => untilEvent(stream, "finish").catch((error: unknown) => error));
    expect(await late).toMatchObject({ code: "deadline_exceeded" });
    abort.abort();
    expect(await cancelled).toMatchObject({ code: "cancelled" });
    const last: AsyncIterator<GenerateEvent>[] = [];
    for (let count = 0; count < 256; count++) last.push(await waiting({}));
    await expect(waiting({})).rejects.toMatchObject({ code: "queue_full", details: { waiting: 256 } });
    await first.end();
    await Promise.all(last.map((stream) => untilEvent(stream, "finish")));
  });
});

describe("a long prompt", () => {
  it("is given up within one chunk when the request is cancelled, and what was read of it stays", async () => {
    const prompt = madeUpPrompt(3, 4_000);
    const abort = new AbortController();
    let read = 0;
    const cancelled = async () => {
      for await (const event of engine.generate(requestOf(prompt), abort.signal)) {
        if (event.type !== "prefill") continue;
        read = event.read;
        if (read > 0) abort.abort();
      }
    };
    await expect(cancelled()).rejects.toMatchObject({ code: "cancelled" });
    const { usage } = await answerOf(engine.generate(requestOf(prompt, { maxTokens: 1 }), never));
    expect(usage.cachedTokens).toBeGreaterThanOrEqual(read);
    // One that was running, and one more where the message took its time.
    expect(usage.cachedTokens).toBeLessThanOrEqual(read + 2 * batchTokens);
    expect(usage.cachedTokens).toBeLessThan(prompt.length - 1);
  });

  it("fails at its deadline while it is read", async () => {
    const late = requestOf(madeUpPrompt(4, 4_000), { deadlineMilliseconds: 30 });
    await expect(answerOf(engine.generate(late, never))).rejects.toMatchObject({ code: "deadline_exceeded" });
  });

  it("is refused when it does not fit, or loses its beginning when that was asked for", async () => {
    const prompt = madeUpPrompt(5, 5_000);
    await expect(answerOf(engine.generate(requestOf(prompt), never))).rejects.toMatchObject({
      code: "context_exceeded",
      details: { promptTokens: prompt.length, contextTokens },
    });
    const shortened = requestOf(prompt, { overflow: "dropOldest", maxTokens: 20 });
    const { text, usage } = await answerOf(engine.generate(shortened, never));
    expect(usage).toMatchObject({ promptTokens: contextTokens - 1 - 20, completionTokens: 20 });
    const raw = await RawModel.load(path);
    expect(text).toBe((await raw.answer(prompt.slice(-usage.promptTokens), 20)).text);
    await raw.dispose();
  });

  it("lets a stream in another slot go on while it is read", async () => {
    const wide = await engines.start(path, { slots: 2 });
    const stream = wide.generate(requestOf(madeUpPrompt(6, 20)), never)[Symbol.asyncIterator]();
    await untilEvent(stream, "text");
    const answer = answerOf(wide.generate(requestOf(madeUpPrompt(7, 1_000), { maxTokens: 1 }), never));
    const reading = { isDone: false };
    const onDone = () => (reading.isDone = true);
    answer.then(onDone, onDone);
    let tokens = 0;
    for (; !reading.isDone; tokens++) await untilEvent(stream, "text");
    await answer;
    await stream.return?.();
    expect(tokens).toBeGreaterThan(1_000 / batchTokens);
  });
});
