import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { probeOnLinux } from "../../src/main/core/residency/proof/linux-probe";
import { presets } from "../support/gguf/presets";
import { writeTinyHybrid } from "../support/gguf/write-tiny-hybrid";
import { writeTinyLlama } from "../support/gguf/write-tiny-llama";
import { madeUpPrompt } from "../support/made-up-prompt";
import { answerOf, never, RealEngines, requestOf } from "../support/real-engines";

const folder = mkdtempSync(join(tmpdir(), "tresor-proof-"));
const paths = { llama: join(folder, "llama.gguf"), hybrid: join(folder, "hybrid.gguf") };
writeTinyLlama({ ...presets.forty, path: paths.llama });
writeTinyHybrid(paths.hybrid);
const engines = new RealEngines();

afterEach(() => engines.dispose());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(process.platform !== "linux")("the proof of residence", () => {
  it("finds the weights of a loaded model in its worker's memory, and says how", async () => {
    const engine = await engines.start(paths.llama, { context: 512 });
    const weightsBytes = statSync(paths.llama).size;
    const finding = await probeOnLinux({ pid: engine.pid, weightsBytes, files: [paths.llama] });
    expect(finding).toMatchObject({ holds: true, weightsBytes });
    expect(finding?.residentBytes).toBeGreaterThan(weightsBytes * 0.99);
    expect(finding?.how).toMatch(new RegExp(`^smaps of ${engine.pid}: 4\\d MB of 4\\d MB mapped from the file$`));
  });

  it("says nothing of a process that is gone", async () => {
    expect(await probeOnLinux({ pid: 2 ** 22 - 1, weightsBytes: 1, files: [] })).toBeNull();
  });
});

describe("a touch", () => {
  const prompt = madeUpPrompt(1, 100);
  const request = () => requestOf(prompt, { maxTokens: 12, topLogprobs: 0 });

  it.each(["llama", "hybrid"] as const)("leaves a %s model as it was: empty, and with a conversation", async (kind) => {
    const engine = await engines.start(paths[kind]);
    engine.touch();
    const first = await answerOf(engine.generate(request(), never));
    expect(first.usage.cachedTokens).toBe(0);
    // A prompt that is read at once and one that is gone on from differ in the last bits; so the second is compared with the third.
    const second = await answerOf(engine.generate(request(), never));
    engine.touch();
    engine.touch();
    const third = await answerOf(engine.generate(request(), never));
    expect(third).toEqual(second);
    expect(third.usage.cachedTokens).toBe(prompt.length - 1);
  });

  it("does not disturb a request that runs", async () => {
    const engine = await engines.start(paths.llama);
    await answerOf(engine.generate(request(), never));
    const undisturbed = await answerOf(engine.generate(request(), never));
    const running = answerOf(engine.generate(request(), never));
    for (let count = 0; count < 5; count += 1) engine.touch();
    expect((await running).text).toBe(undisturbed.text);
  });
});
