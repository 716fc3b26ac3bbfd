import { join } from "node:path";
import { GgufInsights, GgmlType, readGgufFileInfo } from "node-llama-cpp";
import { describe, expect, it } from "vitest";
import { estimateMemory } from "../../src/main/core/residency/memory/memory-estimate";
import type { CacheType } from "../../src/shared/shapes/plan";
import type { HeaderPlan } from "../support/gguf/gguf-bytes";
import { everyOutline } from "../support/gguf/outlines/every-outline";
import { dimensionsOfOutline } from "../support/gguf/outlines/outline-dimensions";
import { writeOutline } from "../support/gguf/outlines/write-outline";
import { temporaryFolder } from "../support/temporary-folder";
import { testEngine } from "../support/test-engine";

const mebibyte = 1024 ** 2;
const loads = [
  { context: 512, slots: 1, cacheType: "F16" },
  { context: 4_096, slots: 1, cacheType: "F16" },
  { context: 4_096, slots: 4, cacheType: "F16" },
  { context: 16_384, slots: 1, cacheType: "F16" },
  { context: 16_384, slots: 2, cacheType: "Q8_0" },
] as const;

/** llama.cpp lays the context out without allocating anything: what it says here, it takes when it loads. */
async function askEngine(plan: HeaderPlan) {
  const path = join(temporaryFolder(), "outline.gguf");
  writeOutline(path, plan);
  const insights = await GgufInsights.from(await readGgufFileInfo(path, { logWarnings: false }), await testEngine());
  return async (contextSize: number, sequences: number, cacheType: CacheType) => {
    const hasWindow = (insights.swaSize ?? 0) > 0;
    const needs = await insights.estimateContextResourceRequirementsV2({
      contextSize,
      sequences,
      modelGpuLayers: 0,
      // As the worker's context does it (LlamaContext.js).
      batchSize: Math.min(512, contextSize) + (hasWindow ? 1 : 0),
      kvCacheKeyType: GgmlType[cacheType],
      kvCacheValueType: GgmlType[cacheType],
    });
    return needs.cpuRam;
  };
}

describe("estimateMemory beside the engine's own account", () => {
  it.each(Object.keys(everyOutline))("%s", async (name) => {
    const plan = everyOutline[name]?.();
    if (plan === undefined) throw new Error(`There is no outline ${name}.`);
    const dimensions = dimensionsOfOutline(plan);
    const ask = await askEngine(plan);
    for (const { context, slots, cacheType } of loads) {
      const { kvCacheBytes, computeBytes } = estimateMemory(dimensions, context, slots, { cacheType });
      const said = await ask(context, slots, cacheType);
      const what = `${context} × ${slots}, ${cacheType}: ${kvCacheBytes / mebibyte} + ${computeBytes / mebibyte} MiB`;
      const computed = said - kvCacheBytes;
      // The cache is exact, so that what is left must be the compute buffers: never more than planned but for a rest, nor far less.
      expect(computed / computeBytes, what).toBeLessThan(1.02);
      expect(computed / computeBytes, what).toBeGreaterThan(0.87);
    }
  });
});
