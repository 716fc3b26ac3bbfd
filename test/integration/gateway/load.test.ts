import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/main/core/engine/engine";
import { createGateway } from "../../../src/main/core/gateway/gateway";
import type { Gateway } from "../../../src/main/core/gateway/gateway-port";
import { generateChoices } from "../../../src/main/core/inference/generate-choices";
import type { Inference } from "../../../src/main/core/inference/canonical";
import { FakeCore } from "../../fakes/gateway";
import { fakeDigest } from "../../fakes/inference";
import { presets } from "../../support/gguf/presets";
import { writeTinyLlama } from "../../support/gguf/write-tiny-llama";
import { RealEngines } from "../../support/real-engines";

const streams = 200;
const folder = mkdtempSync(join(tmpdir(), "tresor-load-"));
const engines = new RealEngines();
const gateways: Gateway[] = [];
let engine: Engine;

beforeAll(async () => {
  const path = join(folder, "tiny.gguf");
  writeTinyLlama({ ...presets.tiny, path });
  engine = await engines.start(path, { context: 256, slots: 8 });
});

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close(0)));
  await engines.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Inference over the one real engine, as if everything that comes through this gateway were one client's. */
function inferenceOf(client: string): Inference {
  return {
    async *run(request, signal) {
      yield { type: "model", model: { reference: "tiny:q8_0", digest: fakeDigest, template: "model" } };
      const generated = yield* generateChoices(engine, { ...request, client }, signal, () => undefined);
      if (generated === null) return;
      yield {
        type: "done",
        usage: generated.usage,
        timings: { ...generated.timings, loadMilliseconds: 0, totalMilliseconds: 0 },
      };
    },
    compute: () => Promise.reject(new Error("Nothing is computed here.")),
  };
}

async function gatewayOf(client: string): Promise<string> {
  const gateway = createGateway(new FakeCore().dependencies({ inference: inferenceOf(client) }));
  gateways.push(gateway);
  return await gateway.listen("127.0.0.1", 0);
}

/** Whether the stream came whole: a finish, and the end mark. */
async function streamFrom(url: string, number: number): Promise<boolean> {
  const body = {
    model: "tiny",
    stream: true,
    max_tokens: 12,
    temperature: 0,
    messages: [{ role: "user", content: `Tell me about ${number}.` }],
  };
  const response = await fetch(`${url}/v1/chat/completions`, { method: "POST", body: JSON.stringify(body) });
  const text = await response.text();
  return (
    response.status === 200 && /"finish_reason":"(stop|length)"/.test(text) && text.trimEnd().endsWith("data: [DONE]")
  );
}

describe("200 streams over eight slots", () => {
  it("all finish, and two clients share the slots within a factor of two, whoever came first", async () => {
    const finished: string[] = [];
    const ask = async (client: string, url: string, number: number) => {
      const isWhole = await streamFrom(url, number);
      finished.push(client);
      return isWhole;
    };
    const [greedy, late] = [await gatewayOf("greedy"), await gatewayOf("late")];
    // All of one client's stand in the queue before the first of the other's.
    const first = Array.from({ length: streams / 2 }, (_, number) => ask("greedy", greedy, number));
    await expect.poll(() => finished.length, { timeout: 30_000, interval: 1 }).toBeGreaterThan(0);
    const alreadyFinished = finished.length;
    const second = Array.from({ length: streams / 2 }, (_, number) => ask("late", late, streams + number));
    const whole = await Promise.all([...first, ...second]);
    expect(whole.filter((isWhole) => !isWhole)).toEqual([]);

    // While both still wanted slots: from the late one's first answer until either has no more to ask.
    const from = finished.indexOf("late", alreadyFinished);
    const shared = finished.slice(from, Math.min(lastIndex("greedy"), lastIndex("late")) + 1);
    const share = shared.filter((client) => client === "late").length / shared.length;
    expect(shared.length).toBeGreaterThan(streams / 4);
    expect(share).toBeGreaterThan(1 / 3);
    expect(share).toBeLessThan(2 / 3);

    function lastIndex(client: string): number {
      return finished.lastIndexOf(client);
    }
  });
});
