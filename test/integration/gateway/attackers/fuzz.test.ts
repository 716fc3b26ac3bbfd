import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { calls } from "../../../../src/shared/contract/calls";
import { callNames, routeOf } from "../../../../src/shared/contract/derive";
import { seededRandom } from "../../../../src/main/worker/sample/seeded-random";
import { authorized, FakeCore } from "../../../fakes/gateway";
import { answersOthers, attackedGateway } from "../../../support/attacked-gateway";
import { runFuzz } from "../../../support/fuzz/run-fuzz";
import { changingSamples, samples, type Sample } from "../../../support/fuzz/sample-bodies";
import { presets } from "../../../support/gguf/presets";
import { writeTinyLlama } from "../../../support/gguf/write-tiny-llama";
import { randomInstance } from "../../../support/json-schema/random-instance";
import { ServedTresor } from "../../../support/served-tresor";
import { temporaryFolder } from "../../../support/temporary-folder";

/** The long dose is 50,000: `TRESOR_FUZZ_REQUESTS=50000`. A sixth of them goes to a real engine. */
const requests = Number(process.env["TRESOR_FUZZ_REQUESTS"] ?? 600);
const seed = Number(process.env["TRESOR_FUZZ_SEED"] ?? 1);
const forEngine = Math.ceil(requests / 6);
const longDoseMilliseconds = 60 * 60_000;

/** Inputs of the control calls, from their own schemas. */
function controlSamples(): Sample[] {
  return callNames.flatMap((name): Sample[] => {
    const { method, path } = routeOf(name);
    if (method === "GET") return [{ method, path }];
    const schema = z.toJSONSchema(calls[name].input, { io: "input" }) as Readonly<Record<string, unknown>>;
    return [1, 2, 3].map((number) => ({ method, path, body: randomInstance(schema, schema, seededRandom(number)) }));
  });
}

describe("requests that were changed at random", () => {
  it(
    "have no fault of ours as an answer, and leave others served",
    async () => {
      const core = new FakeCore();
      core.inference.computes = {
        render: () => ({ text: "Hi", tokens: [1], template: "model" }),
        count: () => ({ tokens: 1 }),
        tokenize: () => ({ tokens: [1], pieces: ["Hi"] }),
        detokenize: () => ({ text: "Hi" }),
        embed: ({ inputs }) => ({ vectors: inputs.map(() => [1, 0]), tokens: 1 }),
        rerank: ({ documents }) => ({ scores: documents.map(() => 0.5), tokens: 1 }),
      };
      const { url } = await attackedGateway({ core });
      const all = [...samples, ...changingSamples, ...controlSamples()];
      const { faults, statuses } = await runFuzz({
        url,
        samples: all,
        requests: requests - forEngine,
        seed,
        headers: authorized,
      });
      expect(faults).toEqual([]);
      expect(core.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
      expect(statuses.get(200)).toBeGreaterThan(requests / 20);
      expect(statuses.get(400)).toBeGreaterThan(requests / 20);
      expect(await answersOthers(url)).toBe(true);
    },
    longDoseMilliseconds,
  );

  it(
    "have none from a real engine either, whose memory stays within bounds",
    async () => {
      const folder = temporaryFolder();
      const models = join(folder, "models");
      mkdirSync(models);
      writeTinyLlama({ ...presets.tiny, path: join(models, "tiny.gguf") });
      const flags = ["--models-dir", models, "--no-demo", "--seal", "off", "--slots", "4", "--context", "256"];
      const tresor = await ServedTresor.start(join(folder, "data"), flags);
      onTestFinished(() => void tresor.end("SIGKILL"));
      const { url } = tresor.ready;
      const run = (count: number, from: number) => runFuzz({ url, samples, requests: count, seed: from });
      expect((await run(50, seed)).faults).toEqual([]);
      const before = residentBytes(tresor.ready.pid);
      expect((await run(forEngine, seed + 1_000_000)).faults).toEqual([]);
      expect(residentBytes(tresor.ready.pid) - before).toBeLessThan(512 * 2 ** 20);
    },
    longDoseMilliseconds,
  );
});

function residentBytes(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).trim()) * 1_024;
}
