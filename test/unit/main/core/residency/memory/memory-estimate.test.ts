import { describe, expect, it } from "vitest";
import type { ModelDimensions } from "../../../../../../src/main/core/library/library-port";
import { estimateMemory, type EstimateOptions } from "../../../../../../src/main/core/residency/memory/memory-estimate";
import { everyOutline } from "../../../../../support/gguf/outlines/every-outline";
import { dimensionsOfOutline } from "../../../../../support/gguf/outlines/outline-dimensions";
import { gemma3, gptOss, llama, qwen35 } from "../../../../../support/gguf/outlines/outlines";

const mebibyte = 1024 ** 2;

/** Of cache and compute buffers, in MiB; what llama.cpp 0.4.0 says is recorded (test/integration/memory-estimate.test.ts asks it). */
const recorded = [
  ["llama", 168.01, 312.01, 328.09],
  ["llama with a large vocabulary", 314.5, 458.5, 478.5],
  ["llama with many key-value heads", 248.01, 824.01, 884.09],
  ["qwen3moe", 116.01, 188.01, 206.09],
  ["qwen3moe with large experts", 192.01, 264.01, 282.09],
  ["minimax-m2", 138.01, 234.01, 254.09],
  ["gemma3", 228.76, 535.26, 349.72],
  ["gpt-oss", 116.53, 173.91, 180.82],
  ["deepseek2", 425.51, 466.01, 481.38],
  ["qwen35", 78.49, 121.89, 123.22],
  ["qwen35moe", 90.3, 133.14, 134.85],
  ["lfm2", 72.06, 96.2, 110.14],
] as const;

const read = new Map<string, ModelDimensions>();

function dimensionsOf(name: string): ModelDimensions {
  const plan = read.has(name) ? undefined : everyOutline[name]?.();
  if (plan !== undefined) read.set(name, dimensionsOfOutline(plan));
  const dimensions = read.get(name);
  if (dimensions === undefined) throw new Error(`There is no outline ${name}.`);
  return dimensions;
}

const cacheBytes = (plan: Parameters<typeof dimensionsOfOutline>[0], context: number, options?: EstimateOptions) =>
  estimateMemory(dimensionsOfOutline(plan), context, 1, options).kvCacheBytes;

describe("estimateMemory", () => {
  it.each(recorded)("comes close to what the engine reports for %s", (name, once, fourTimes, asQ8) => {
    const contextOf = (context: number, slots: number, options?: EstimateOptions) => {
      const { kvCacheBytes, computeBytes } = estimateMemory(dimensionsOf(name), context, slots, options);
      return (kvCacheBytes + computeBytes) / mebibyte;
    };
    const ratios = [
      contextOf(4_096, 1) / once,
      contextOf(4_096, 4) / fourTimes,
      contextOf(16_384, 2, { cacheType: "Q8_0" }) / asQ8,
    ];
    expect(Math.min(...ratios)).toBeGreaterThan(0.99);
    expect(Math.max(...ratios)).toBeLessThan(1.08);
  });

  it("counts keys and values of two bytes for each token, slot and head, and of 34 for 32 as Q8_0", () => {
    expect(cacheBytes(llama(), 4_096)).toBe(2 * 4_096 * 3 * 8 * 256);
    expect(cacheBytes(llama(), 4_096, { cacheType: "Q8_0" })).toBe((34 / 32) * 4_096 * 3 * 8 * 256);
  });

  it("rounds the cells of a slot up as the engine does", () => {
    expect(cacheBytes(llama(), 1_000)).toBe(cacheBytes(llama(), 1_024));
  });

  it("keeps a window's layers to the window and one step, and never beyond the context", () => {
    const perCell = 2 * 8 * 512;
    expect(cacheBytes(gemma3(), 16_384)).toBe(perCell * (16_384 + 5 * 1_792));
    expect(cacheBytes(gemma3(), 1_024)).toBe(perCell * 6 * 1_024);
    expect(cacheBytes(gptOss(), 16_384)).toBe(2 * 8 * 128 * 2 * (16_384 + 768));
  });

  it("keeps the states of recurrent layers in full floats, whatever the type of the cache", () => {
    const states = 4 * 3 * (3 * 8_192 + 128 * 4_096);
    expect(cacheBytes(qwen35(null), 4_096)).toBe(2 * 4_096 * 2 * 512 + states);
    expect(cacheBytes(qwen35(null), 4_096, { cacheType: "Q8_0" })).toBe((34 / 32) * 4_096 * 2 * 512 + states);
  });

  it("counts the scores of all tokens for a GPU, which wires them, and of the slots on the CPU, which never writes the rest", () => {
    const talkative = dimensionsOf("llama with a large vocabulary");
    const computeFor = (gpu: boolean) => estimateMemory(talkative, 4_096, 2, { gpu }).computeBytes / mebibyte;
    expect(computeFor(true)).toBeCloseTo(270.5, 1);
    expect(computeFor(false)).toBeCloseTo(120, 1);
  });

  it("adds up, with a process that is larger for a larger vocabulary", () => {
    const estimate = estimateMemory(dimensionsOf("llama"), 4_096, 1);
    const { weightsBytes, kvCacheBytes, computeBytes, overheadBytes, totalBytes } = estimate;
    expect(totalBytes).toBe(weightsBytes + kvCacheBytes + computeBytes + overheadBytes);
    const talkative = estimateMemory(dimensionsOf("llama with a large vocabulary"), 4_096, 1);
    expect(talkative.overheadBytes - overheadBytes).toBe(650 * (128_256 - 4_096));
  });

  it("tells apart what a load takes and what it may grow by", () => {
    const growthOf = (name: string, slots: number, options?: EstimateOptions) =>
      estimateMemory(dimensionsOf(name), 4_096, slots, options).growthBytes;
    expect(growthOf("llama", 4)).toBe(0);
    expect(growthOf("llama", 4, { prefixMemoryBytes: 500 })).toBe(500);
    expect(growthOf("qwen35", 2)).toBe(2 * 32 * 4 * 3 * (3 * 8_192 + 128 * 4_096));
    // A window's cells are written whole: more than 32 MB each, so that the limit of a slot comes first.
    expect(growthOf("gemma3", 2)).toBe(2 * 1024 ** 3);
  });

  it("follows what was measured before, in the process's own part alone", () => {
    const plain = estimateMemory(dimensionsOf("llama"), 4_096, 1);
    const estimate = estimateMemory(dimensionsOf("llama"), 4_096, 1, { correction: { factor: 1.5, measured: true } });
    expect(estimate.overheadBytes).toBe(plain.overheadBytes * 1.5);
    expect(estimate).toMatchObject({ corrected: true, kvCacheBytes: plain.kvCacheBytes });
    expect(plain.corrected).toBe(false);
  });
});
