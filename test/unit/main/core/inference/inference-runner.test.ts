import { describe, expect, it, vi } from "vitest";
import type { GenerateEvent } from "../../../../../src/main/core/engine/engine";
import type { InferenceEvent, InferenceRequest } from "../../../../../src/main/core/inference/canonical";
import { InferenceRunner } from "../../../../../src/main/core/inference/inference-runner";
import { TresorError } from "../../../../../src/shared/errors";
import { ResidencyRig } from "../../../../fakes/residency-rig";

const never = new AbortController().signal;
const request = (rest: Partial<InferenceRequest> = {}): InferenceRequest => ({
  id: "request-1",
  reference: "red:f16",
  prompt: { type: "text", text: "Once" },
  sampling: {},
  stop: [],
  maxTokens: undefined,
  client: "test",
  ...rest,
});

const answer: GenerateEvent[] = [
  { type: "queued" },
  { type: "prefill", promptTokens: 3, read: 3 },
  { type: "text", text: "hi", tokens: 2 },
  {
    type: "finish",
    reason: "stop",
    stop: null,
    usage: { promptTokens: 3, cachedTokens: 0, completionTokens: 2, reasoningTokens: 0 },
    timings: { queuedMilliseconds: 1, prefillMilliseconds: 2, decodeMilliseconds: 3 },
  },
];

/** A rig whose engines answer with these events; `during` runs before the last one. */
function answeringRig(during: (rig: ResidencyRig) => void = () => undefined): ResidencyRig {
  const rig = new ResidencyRig();
  rig.launcher.usual = {
    answer: function* () {
      for (const event of answer) {
        if (event.type === "finish") during(rig);
        yield event;
      }
    },
  };
  return rig;
}

async function collect(events: AsyncIterable<InferenceEvent>): Promise<InferenceEvent[]> {
  const collected: InferenceEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

describe("InferenceRunner", () => {
  it("loads the model, names it before the first token, and gives the lease back", async () => {
    let whileRunning: unknown;
    const rig = answeringRig(({ residency }) => (whileRunning = residency.find("red:f16")?.jobs[0]));
    const events = await collect(new InferenceRunner(rig.library, rig.residency).run(request(), never));
    expect(events.map(({ type }) => type).filter((type) => type !== "loading")).toEqual([
      "model",
      "prefill",
      "text",
      "finish",
      "done",
    ]);
    expect(events.at(-1)).toMatchObject({ usage: { completionTokens: 2 }, timings: { prefillMilliseconds: 2 } });
    expect(whileRunning).toMatchObject({ client: "test", phase: "decode", promptTokens: 3, generatedTokens: 2 });
    expect(rig.residency.find("red:f16")).toMatchObject({ leases: 0, state: "ready" });
  });

  it("without a reference takes who is resident, else the first of the library", async () => {
    const rig = answeringRig();
    const runner = new InferenceRunner(rig.library, rig.residency);
    const modelOf = async () =>
      (await collect(runner.run(request({ reference: undefined }), never))).find((event) => event.type === "model")
        ?.model.reference;
    await rig.residency.load("green:f16");
    expect(await modelOf()).toBe("green:f16");
    await rig.residency.unload("green:f16", "test");
    expect(await modelOf()).toBe(rig.library.models()[0]?.reference);
  });

  it("fails with the library's word for a model that does not exist, before anything is launched", async () => {
    const rig = new ResidencyRig();
    const run = collect(new InferenceRunner(rig.library, rig.residency).run(request({ reference: "nobody" }), never));
    await expect(run).rejects.toMatchObject({ code: "model_not_found" });
    expect(rig.launcher.launches).toBe(0);
  });

  it("passes on why a load failed", async () => {
    const rig = new ResidencyRig();
    rig.launcher.next({ load: new TresorError("load_failed", "broken file") });
    const run = collect(new InferenceRunner(rig.library, rig.residency).run(request(), never));
    await expect(run).rejects.toMatchObject({ code: "load_failed" });
  });

  it("answers questions on a lease that it gives back, also when they fail", async () => {
    const rig = new ResidencyRig();
    rig.launcher.next({ compute: (task) => (task === "count" ? { tokens: 3 } : undefined) });
    const runner = new InferenceRunner(rig.library, rig.residency);
    const question = { id: "question-1", client: "test", reference: "red" };
    const prompt = { type: "text", text: "Once" } as const;
    expect(await runner.compute({ ...question, task: "count", input: { prompt } }, never)).toMatchObject({
      model: { reference: "red:f16", template: "model" },
      output: { tokens: 3 },
    });
    const failing = runner.compute({ ...question, task: "detokenize", input: { tokens: [1] } }, never);
    await expect(failing).rejects.toThrow("detokenize");
    expect(rig.residency.find("red:f16")).toMatchObject({ leases: 0, state: "ready" });
  });

  it("gives back a lease that is granted after the consumer went away", async () => {
    const rig = new ResidencyRig();
    rig.launcher.next({ load: "hold" });
    const events = new InferenceRunner(rig.library, rig.residency).run(request(), never);
    const first = events.next();
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    rig.launcher.last.progress(0.5);
    expect((await first).value).toMatchObject({ type: "loading", progress: 0.5 });
    await events.return();
    rig.launcher.last.finishLoad();
    await new Promise((resolve) => setImmediate(resolve));
    expect(rig.residency.find("red:f16")).toMatchObject({ state: "ready", leases: 0 });
  });
});

describe("a request that waits for its model", () => {
  it("says how long the model is to stay afterwards", async () => {
    const rig = answeringRig();
    const runner = new InferenceRunner(rig.library, rig.residency);
    await collect(runner.run(request({ keepAliveSeconds: 60 }), never));
    expect(rig.residency.find("red:f16")?.expiresAt).toBe("2026-11-20T12:01:00.000Z");
  });

  it("ends with its own deadline, and lets the load go", async () => {
    const rig = answeringRig();
    rig.launcher.next({ load: "hold" });
    const runner = new InferenceRunner(rig.library, rig.residency);
    await expect(collect(runner.run(request({ deadlineMilliseconds: 1 }), never))).rejects.toMatchObject({
      code: "deadline_exceeded",
      message: "The request waited for its model for 1 ms, which is all the time that it has.",
    });
    await vi.waitFor(() => expect(rig.launcher.living).toEqual([]));
  });
});
