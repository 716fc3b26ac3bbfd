import { fork, spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, describe, expect, it } from "vitest";
import type { Engine, GenerateEvent, GenerateRequest } from "../../src/main/core/engine/engine";
import { unacknowledgedTokens, type FromWorker, type ToWorker } from "../../src/main/core/engine/protocol";
import { wallsOf } from "../../src/main/core/engine/seal/walls";
import { WorkerLauncher, type WorkerLauncherOptions } from "../../src/main/core/engine/worker-launcher";
import { builtFiles } from "../support/built-files";

const demoModel = join(import.meta.dirname, "..", "..", "resources", "models", "stories260K.gguf");
const never = new AbortController().signal;
const engines: Engine[] = [];

afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.dispose()));
});

function launcherOf(options: Partial<WorkerLauncherOptions> = {}): WorkerLauncher {
  return new WorkerLauncher({
    processes: builtFiles(),
    seal: () => "required",
    logger: pino({ level: "silent" }),
    ...options,
  });
}

async function start(slots = 2, context = 512): Promise<Engine> {
  const launcher = launcherOf();
  const engine = await launcher.launch();
  engines.push(engine);
  await engine.load({ path: demoModel, context, slots, threads: 1, kvCacheBytes: 0, gpu: false }, () => undefined);
  return engine;
}

function request(text: string, rest: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    id: `request-${Math.random()}`,
    prompt: { type: "text", text },
    sampling: { temperature: 0 },
    stop: [],
    maxTokens: 40,
    ...rest,
  };
}

async function collect(
  events: AsyncIterable<GenerateEvent>,
): Promise<{ text: string; finish: GenerateEvent & { type: "finish" } }> {
  let text = "";
  for await (const event of events) {
    if (event.type === "text") text += event.text;
    if (event.type === "finish") return { text, finish: event };
  }
  throw new Error("The stream ended without a finish.");
}

describe("a worker", () => {
  it("tells a story, the same with the same seed, and reuses the prompt it has read", async () => {
    const engine = await start();
    const seeded = { sampling: { temperature: 0.9, seed: 7 } };
    const first = await collect(engine.generate(request("Once upon a time", seeded), never));
    const second = await collect(engine.generate(request("Once upon a time", seeded), never));
    expect(first.text).toMatch(/\w+ \w+/);
    expect(second.text).toBe(first.text);
    expect(first.finish).toMatchObject({ reason: "length", usage: { completionTokens: 40, cachedTokens: 0 } });
    expect(second.finish.usage.cachedTokens).toBe(second.finish.usage.promptTokens - 1);
  });

  it("serves several requests at once, more than it has slots, each with its own answer", async () => {
    const engine = await start(2);
    const prompts = ["Once upon a time", "The big dog", "Lily went to", "Tom and his"];
    const together = await Promise.all(prompts.map((text) => collect(engine.generate(request(text), never))));
    for (const [index, text] of prompts.entries()) {
      const alone = await collect(engine.generate(request(text), never));
      expect(together[index]?.text).toBe(alone.text);
    }
  });

  it("stops before a stop string", async () => {
    const engine = await start();
    const { text } = await collect(engine.generate(request("Once upon a time"), never));
    const stop = text.slice(10, 16);
    const cut = await collect(engine.generate(request("Once upon a time", { stop: [stop] }), never));
    expect(cut.text).toBe(text.slice(0, text.indexOf(stop)));
    expect(cut.finish.reason).toBe("stop");
  });

  it("ends generation when the request is aborted and frees the slot", async () => {
    const engine = await start(1, 2048);
    const abort = new AbortController();
    const running = collect(engine.generate(request("Once upon a time", { maxTokens: 2000 }), abort.signal));
    setTimeout(() => abort.abort(), 50);
    await expect(running).rejects.toMatchObject({ code: "cancelled" });
    expect((await collect(engine.generate(request("The big dog"), never))).finish.usage.completionTokens).toBe(40);
  });

  it("frees the slot when the consumer just stops reading", async () => {
    const engine = await start(1, 2048);
    for await (const event of engine.generate(request("Once upon a time", { maxTokens: 2000 }), never)) {
      if (event.type === "text") break;
    }
    expect((await collect(engine.generate(request("The big dog"), never))).finish.usage.completionTokens).toBe(40);
  });

  it("refuses a prompt longer than the slot with both counts", async () => {
    const engine = await start(1, 256);
    const long = request("once ".repeat(600));
    await expect(collect(engine.generate(long, never))).rejects.toMatchObject({
      code: "context_exceeded",
      details: { contextTokens: 256, promptTokens: expect.any(Number) as number },
    });
    expect((await collect(engine.generate(request("The big dog"), never))).finish.reason).toBe("length");
  });

  it("ends with 'length' when the context is full, without forgetting the beginning", async () => {
    const engine = await start(1, 256);
    const { finish } = await collect(engine.generate(request("Once upon a time", { maxTokens: undefined }), never));
    expect(finish.usage.promptTokens + finish.usage.completionTokens).toBeLessThanOrEqual(256);
  });

  it("fails its own requests with a clear error when it is killed, and no other worker's", async () => {
    const [victim, other] = [await start(1, 2048), await start(1, 2048)];
    const lost = collect(victim.generate(request("Once upon a time", { maxTokens: 2000 }), never));
    const kept = collect(other.generate(request("Once upon a time", { maxTokens: 200 }), never));
    setTimeout(() => process.kill(victim.pid, "SIGKILL"), 50);
    await expect(lost).rejects.toMatchObject({
      code: "worker_died",
      message: expect.stringContaining("SIGKILL") as string,
    });
    expect((await kept).finish.usage.completionTokens).toBe(200);
    await expect(collect(victim.generate(request("again"), never))).rejects.toMatchObject({ code: "worker_died" });
  });

  it("refuses a file that the engine cannot load, and says what the engine said", async () => {
    const launcher = launcherOf();
    const engine = await launcher.launch();
    engines.push(engine);
    const options = { path: import.meta.filename, context: 256, slots: 1, threads: 1, kvCacheBytes: 0, gpu: false };
    await expect(engine.load(options, () => undefined)).rejects.toMatchObject({ code: "load_failed" });
  });

  it("waits when nobody takes its tokens, and goes on when somebody does", async () => {
    const worker = fork(builtFiles().workerScript, [], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    try {
      const send = (message: ToWorker) => worker.send(message);
      let tokens = 0;
      worker.on("message", (message: FromWorker) => {
        if (message.type !== "events") return;
        for (const item of message.items)
          if ("event" in item && item.event.type === "text") tokens += item.event.tokens;
      });
      await messageOf(worker, "hello");
      send({
        type: "load",
        options: { path: demoModel, context: 2048, slots: 1, threads: 1, kvCacheBytes: 0, gpu: false },
      });
      await messageOf(worker, "loaded");
      send({ type: "generate", request: { ...request("Once upon a time", { maxTokens: 1000 }), id: "slow" } });
      await settled(() => tokens);
      expect(tokens).toBe(unacknowledgedTokens);
      send({ type: "acknowledge", id: "slow", tokens: 50 });
      await settled(() => tokens);
      expect(tokens).toBe(unacknowledgedTokens + 50);
    } finally {
      worker.kill("SIGKILL");
    }
  });
});

describe("the seal", () => {
  it("is proved before a model is loaded, and its evidence is part of the engine", async () => {
    const engine = await start(1);
    expect(engine.seal).toMatchObject({ enforced: true });
    expect(engine.seal.evidence.length).toBeGreaterThanOrEqual(3);
  });

  it("is proved again while the worker runs, as often as asked", async () => {
    const engine = await start();
    const first = engine.seal;
    const story = collect(engine.generate(request("Once upon a time", { maxTokens: 200 }), never));
    const [one, same] = await Promise.all([engine.probeSeal(), engine.probeSeal()]);
    expect(one).toMatchObject({ enforced: true, mechanism: first.mechanism, evidence: first.evidence });
    expect(one).toBe(same);
    expect(Date.parse(one.checkedAt ?? "")).toBeGreaterThan(Date.parse(first.checkedAt ?? ""));
    expect(engine.seal).toBe(one);
    await story;
    await engine.dispose();
    await expect(engine.probeSeal()).rejects.toMatchObject({ code: "worker_died" });
  });

  it("keeps a process from reaching even this machine's own loopback", async () => {
    const server = createServer((socket) => socket.on("error", () => undefined).end("open"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const script = `
      const socket = require("node:net").connect(${port}, "127.0.0.1");
      socket.on("connect", () => { console.log("connected"); process.exit(); });
      socket.on("error", (error) => { console.log(error.code); process.exit(); });`;
    try {
      expect(await outputOf([process.execPath, "-e", script])).toBe("connected");
      const [wall] = wallsOf(process.platform, { temporary: "/tmp", prefixes: "/tmp" });
      const walled = wall?.wrap([process.execPath, "-e", script]) ?? [];
      expect(await outputOf(walled)).toMatch(/^(ENETUNREACH|EPERM|ECONNREFUSED)$/);
    } finally {
      server.close();
    }
  });

  it("switched off, loads without a wall and says so", async () => {
    const launcher = launcherOf({ seal: () => "off" });
    const engine = await launcher.launch();
    engines.push(engine);
    expect(engine.seal).toMatchObject({ enforced: false, mechanism: "none" });
  });

  it("that cannot be had means that nothing is loaded, with the kernel's answers and the way on", async () => {
    const launcher = launcherOf({ processes: { ...builtFiles(), nodePath: "/nonexistent/node" } });
    await expect(launcher.launch()).rejects.toMatchObject({
      code: "seal_unavailable",
      message: expect.stringContaining("--seal off") as string,
    });
  });
});

function messageOf(worker: ChildProcess, type: FromWorker["type"]): Promise<void> {
  return new Promise((resolve) => {
    const listener = (message: FromWorker) => {
      if (message.type !== type) return;
      worker.off("message", listener);
      resolve();
    };
    worker.on("message", listener);
  });
}

/** Waits until a count has stopped growing for a while. */
async function settled(count: () => number): Promise<void> {
  let before = -1;
  while (before !== count()) {
    before = count();
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}

function outputOf([program = "", ...args]: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.once("error", reject);
    child.once("close", () => resolve(output.trim()));
  });
}
