import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { residentBytes } from "../../src/main/core/telemetry/process-memory";
import { presets } from "../support/gguf/presets";
import { writeTinyLlama } from "../support/gguf/write-tiny-llama";
import { answerOf, never, RealEngines, requestOf } from "../support/real-engines";
import { temporaryFolder } from "../support/temporary-folder";

const engines = new RealEngines();
afterEach(() => engines.dispose());

const prompt = Array.from({ length: 40 }, (_, index) => 300 + (index % 150));

it.runIf(process.platform === "linux")("keeps keys and values as Q8_0 in half the memory, and answers", async () => {
  const path = join(temporaryFolder(), "forty.gguf");
  writeTinyLlama({ path, ...presets.forty, context: 32_768 });
  const held: number[] = [];
  for (const cacheType of ["F16", "Q8_0"] as const) {
    const engine = await engines.start(path, { context: 16_384, slots: 2, cacheType });
    held.push(residentBytes(await readFile(`/proc/${engine.pid}/status`, "utf8")) ?? Number.NaN);
    const answer = await answerOf(engine.generate(requestOf(prompt, { maxTokens: 4 }), never));
    expect(answer.usage.completionTokens).toBe(4);
    await engine.dispose();
  }
  const [wide = 0, narrow = 0] = held;
  // 10 layers of 4 heads with 128 numbers, for 2 × 16,384 tokens: 2 bytes each, or 34 for 32.
  const elements = 10 * 4 * 128 * 2 * 16_384;
  expect((wide - narrow) / (elements * (2 - 34 / 32))).toBeGreaterThan(0.8);
  expect((wide - narrow) / (elements * (2 - 34 / 32))).toBeLessThan(1.2);
});
