import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { presets } from "../../support/gguf/presets";
import { writeTinyLlama } from "../../support/gguf/write-tiny-llama";
import { codeOf, HostileRig } from "../../support/hostile-rig";

/** Templates are programs that come with a model. What is seen from outside is refused; the rest ends with its worker. */
const templates = {
  "template-that-raises": "{{ raise_exception('never') }}",
  "template-of-a-long-range": "{% for i in range(1000000000) %}x{% endfor %}",
  "template-of-deep-brackets": `{{ ${"(".repeat(50_000)}1${")".repeat(50_000)} }}`,
  "template-that-calls-itself": "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
  "template-that-is-none": "{% for %}{{ x",
  "template-of-a-megabyte": `{# ${"x".repeat(1_000_000)} #}{{ messages[0].content }}`,
} as const;
const hanging = "template-of-loops-in-loops";
const loops = Array.from({ length: 6 }, (_, level) => `{% for i${level} in range(1000) %}`).join("");

let rig: HostileRig;

beforeAll(async () => {
  rig = await HostileRig.start((folder) => {
    const write = (name: string, chatTemplate: string) =>
      writeTinyLlama({ ...presets.tiny, path: join(folder, `${name}.gguf`), chatTemplate });
    write("victim", "chatml");
    write("stopped", "chatml");
    write(hanging, `${loops}${"{% endfor %}".repeat(6)}{{ messages[0].content }}`);
    for (const [name, template] of Object.entries(templates)) write(name, template);
  });
});
afterEach(() => rig.expectSteady());
afterAll(() => rig.dispose());

const say = (model: string, rest: object = {}) =>
  rig.post("/v1/chat/completions", { model, messages: [{ role: "user", content: "Hello" }], max_tokens: 8, ...rest });

async function pidOf(model: string): Promise<number> {
  const pid = (await rig.residentOf(model))?.pid;
  if (pid === undefined || pid === null) throw new Error(`${model} has no process.`);
  return pid;
}

describe("a template that is hostile", () => {
  it.each(Object.keys(templates))("%s is refused, or its model answers without it", async (name) => {
    const { status, text } = await say(name);
    expect(text).not.toContain("internal");
    if (status !== 200)
      expect([status, codeOf(text)]).toEqual([
        expect.any(Number),
        expect.stringMatching(/^(invalid_request|load_failed|worker_died|unsupported)$/),
      ]);
    await rig.post("/tresor/v1/unload", { reference: name });
  });
});

describe("a process that is lost", () => {
  it("by a kill fails its stream with a clear error and is started again", async () => {
    await rig.expectAnswer("victim");
    const lost = say("victim", { max_tokens: 1_000, stream: true });
    await pause(300);
    const before = await pidOf("victim");
    process.kill(before, "SIGKILL");
    expect((await lost).text).toContain("worker_died");
    await rig.expectAnswer("victim");
    expect(await pidOf("victim")).not.toBe(before);
  });

  it("by standing still is ended, whatever stopped it, and others start and stop beside it", async () => {
    await rig.expectAnswer("stopped");
    process.kill(await pidOf("stopped"), "SIGSTOP");
    const waiting = Promise.all([say("stopped"), say(hanging)]);
    await rig.expectAnswer("victim");
    for (const { status, text } of await waiting) expect([status, codeOf(text)], text).toEqual([502, "worker_died"]);
    await rig.expectAnswer("stopped");
  }, 180_000);
});

describe("a model that is unloaded", () => {
  it("while it reads, writes or saves what it has read ends without a crash, again and again", async () => {
    const prompt = "the dog ran home. ".repeat(300);
    for (const waitMilliseconds of [0, 50, 150, 400, 800]) {
      await rig.expectAnswer("victim");
      const answers = [0, 1].map((number) =>
        rig.post("/v1/completions", { model: "victim", prompt: `${number} ${prompt}`, max_tokens: 30 }),
      );
      await pause(waitMilliseconds);
      await rig.post("/tresor/v1/unload", { reference: "victim" });
      for (const { status, text } of await Promise.all(answers))
        if (status !== 200) expect(text).not.toContain("internal");
    }
    const { history = [] } = await rig.ps();
    const failures = history.filter(({ event, reference }) => event === "failed" && reference.startsWith("victim"));
    // The one is the kill of the test before.
    expect(failures.map(({ reason }) => reason)).toEqual([expect.stringContaining("SIGKILL")]);
  }, 120_000);
});
