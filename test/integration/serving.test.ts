import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Ollama } from "ollama";
import OpenAI from "openai";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTresor } from "../../src/main/core/compose";
import { dataDirectoryAt } from "../../src/main/core/kernel/data-directory";
import type { SettingsStore } from "../../src/main/core/settings/settings-store";
import type { Tresor } from "../../src/main/core/tresor-port";
import { settingsSchema } from "../../src/shared/shapes/settings";
import { builtFiles } from "../support/built-files";

const root = join(import.meta.dirname, "..", "..");
const demoDirectory = join(root, "resources", "models");
const story = join(demoDirectory, "stories260K.gguf");
const instructed = join(root, "..", "shared", "models", "SmolLM2-135M-Instruct.Q4_1.gguf");
const caller = { client: "test", signal: new AbortController().signal };
const folder = mkdtempSync(join(tmpdir(), "tresor-serving-"));
let tresor: Tresor;
let openai: OpenAI;
let ollama: Ollama;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A Tresor of its own data directory, with copies of the given models; without any it serves the demo model. */
async function start(name: string, models: readonly string[]): Promise<Tresor> {
  const modelsDirectory = join(folder, `${name}-models`);
  mkdirSync(modelsDirectory);
  for (const path of models) copyFileSync(path, join(modelsDirectory, basename(path)));
  return await startTresor({
    dataDirectory: dataDirectoryAt(join(folder, name)),
    settings: settingsInMemory(),
    logger: pino({ level: "silent" }),
    modelsDirectories: [modelsDirectory],
    demoDirectory,
    windowDirectory: null,
    processes: builtFiles(),
    port: 0,
    threads: 1,
    // What these tests are about is the same with and without the kernel's wall, which some containers refuse.
    seal: "off",
  });
}

function settingsInMemory(): SettingsStore {
  let settings = settingsSchema.parse({});
  return {
    read: () => settings,
    update: (change) => (settings = settingsSchema.parse({ ...settings, ...change })),
  };
}

async function textOf(stream: AsyncIterable<OpenAI.ChatCompletionChunk>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  return text;
}

/** Waits until no request holds a resident. */
async function untilIdle(): Promise<void> {
  for (;;) {
    const { residents } = await tresor.handlers.ps({ history: false }, caller);
    if (residents.every(({ leases }) => leases === 0)) return;
    await pause(20);
  }
}

describe("serving the demo model", () => {
  const prompt = { role: "user" as const, content: "Once upon a time" };
  let model = "";

  beforeAll(async () => {
    tresor = await start("demo", []);
    openai = new OpenAI({ baseURL: `${tresor.url}/v1`, apiKey: "none", maxRetries: 0 });
    ollama = new Ollama({ host: tresor.url });
    model = (await openai.models.list()).data[0]?.id ?? "";
  });

  afterAll(() => tresor.dispose(0));

  it("tells the same story through the openai client, streamed and not", async () => {
    const request = { model, messages: [prompt], temperature: 0, max_completion_tokens: 24 };
    const { data: whole, response } = await openai.chat.completions.create(request).withResponse();
    const text = whole.choices[0]?.message.content;
    expect(text).toMatch(/\w+ \w+/);
    expect(whole.choices[0]?.finish_reason).toBe("length");
    expect(whole.usage?.completion_tokens).toBe(24);
    expect(await textOf(await openai.chat.completions.create({ ...request, stream: true }))).toBe(text);

    const digest = createHash("sha256").update(readFileSync(story)).digest("hex");
    expect(response.headers.get("x-tresor-model-digest")).toBe(`sha256:${digest}`);
    expect(response.headers.get("x-tresor-template")).toBe("default");
    expect(response.headers.get("x-request-id")).toMatch(/^req_/);
  });

  it("repeats itself with a seed, and stops before a stop string", async () => {
    const request = { model, prompt: "Once upon a time", temperature: 0.9, seed: 7, max_tokens: 24 };
    const first = (await openai.completions.create(request)).choices[0]?.text ?? "";
    expect((await openai.completions.create(request)).choices[0]?.text).toBe(first);
    const stop = first.slice(8, 13);
    const cut = (await openai.completions.create({ ...request, stop })).choices[0];
    expect(cut).toMatchObject({ text: first.slice(0, first.indexOf(stop)), finish_reason: "stop" });
  });

  it("tells it through the ollama client, streamed and not", async () => {
    const request = { model, messages: [prompt], options: { temperature: 0, num_predict: 24 } };
    const whole = await ollama.chat(request);
    expect(whole).toMatchObject({ model, done: true, done_reason: "length", eval_count: 24 });
    let text = "";
    for await (const part of await ollama.chat({ ...request, stream: true })) text += part.message.content;
    expect(text).toBe(whole.message.content);
    const generated = await ollama.generate({ model, prompt: "Once upon a time", raw: true, options: request.options });
    expect(generated.response).toMatch(/\w+ \w+/);
    expect((await ollama.ps()).models.map(({ name }) => name)).toEqual([model]);
  });

  it.each([true, false])("refuses a prompt that is too long, with both counts, stream %s", async (stream) => {
    const content = "the dog ran home. ".repeat(2_000);
    const refusal: unknown = await openai.chat.completions
      .create({ model, messages: [{ role: "user", content }], stream })
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ status: 400, code: "context_length_exceeded" });
    expect(String(refusal)).toMatch(/\d+ tokens.*\d+/);
  });

  it("frees the slot when the client goes away", async () => {
    const stream = await openai.chat.completions.create({ model, messages: [prompt], stream: true });
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
    await untilIdle();
    expect((await tresor.handlers.ps({ history: false }, caller)).residents).toHaveLength(1);
  });

  it("ends a request that its user cancels, and tells its client why", async () => {
    const endless = {
      model,
      messages: [prompt],
      temperature: 0,
      stream: true as const,
      max_completion_tokens: 100_000,
    };
    const stream = await openai.chat.completions.create(endless);
    const read = async () => {
      for await (const chunk of stream) {
        expect(chunk.choices).toBeDefined();
        const { residents } = await tresor.handlers.ps({ history: false }, caller);
        for (const { id } of residents.flatMap(({ jobs }) => jobs)) await tresor.handlers.cancelRequest({ id }, caller);
      }
    };
    await expect(read()).rejects.toThrow("cancelled in Tresor by its user");
    await untilIdle();
    await expect(tresor.handlers.cancelRequest({ id: "req_gone" }, caller)).rejects.toMatchObject({
      code: "request_not_found",
    });
  });

  it("reports a worker that was killed, and recovers with the next request", async () => {
    const { residents } = await tresor.handlers.ps({ history: false }, caller);
    const pid = residents[0]?.pid ?? 0;
    const kill = async () => {
      const request = { model, messages: [prompt], max_completion_tokens: 400, stream: true as const };
      for await (const chunk of await openai.chat.completions.create(request)) {
        if (chunk.choices[0]?.delta.content && pid > 0) process.kill(pid, "SIGKILL");
      }
    };
    await expect(kill()).rejects.toMatchObject({ code: "worker_died" });
    expect((await ollama.chat({ model, messages: [prompt], options: { num_predict: 4 } })).eval_count).toBe(4);
  });
});

describe.skipIf(!existsSync(instructed))("serving an instructed model (skipped without ../shared/models)", () => {
  beforeAll(async () => {
    tresor = await start("instructed", [instructed]);
    openai = new OpenAI({ baseURL: `${tresor.url}/v1`, apiKey: "none", maxRetries: 0 });
    ollama = new Ollama({ host: tresor.url });
  });

  afterAll(() => tresor.dispose(0));

  it("knows the capital of France, and says that it is experimental", async () => {
    const model = (await openai.models.list()).data[0]?.id ?? "";
    // With the system text that its template puts in by default, this model answers greedily with nonsense, on the bare engine too.
    const messages = [
      { role: "system" as const, content: "You are a helpful assistant." },
      { role: "user" as const, content: "What is the capital of France?" },
    ];
    const { data, response } = await openai.chat.completions
      .create({ model, messages, temperature: 0, max_completion_tokens: 16, stream: true })
      .withResponse();
    expect(await textOf(data)).toContain("Paris");
    expect(response.headers.get("x-tresor-quality")).toBe("experimental");
    const { message } = await ollama.chat({ model, messages, options: { temperature: 0, num_predict: 16 } });
    expect(message.content).toContain("Paris");
  });
});
