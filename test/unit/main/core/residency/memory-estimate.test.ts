import { describe, expect, it } from "vitest";
import type { ModelDimensions } from "../../../../../src/main/core/library/library-port";
import { estimateMemory } from "../../../../../src/main/core/residency/memory-estimate";

/** The generated 300M model that the engine was measured with. */
const threeHundred: ModelDimensions = {
  weightsBytes: 302_125_056,
  activeWeightsBytes: 302_125_056,
  layers: 24,
  embeddingLength: 1_024,
  feedForwardLength: 2_816,
  vocabularySize: 512,
  contextLength: 8_192,
  attentionHeads: 16,
  keyValueHeads: Array.from({ length: 24 }, () => 8),
  keyLength: 64,
  valueLength: 64,
};

const mebibytes = (bytes: number) => bytes / 1024 ** 2;

describe("estimateMemory", () => {
  it.each([
    { context: 512, slots: 1, reported: 49.0 },
    { context: 4_096, slots: 1, reported: 220.5 },
    { context: 4_096, slots: 4, reported: 796.5 },
  ])("comes close to what the engine reports for $context × $slots", ({ context, slots, reported }) => {
    const { kvCacheBytes, computeBytes } = estimateMemory(threeHundred, context, slots);
    expect(Math.abs(mebibytes(kvCacheBytes + computeBytes) - reported)).toBeLessThan(1);
  });

  it("counts keys and values of two bytes for each token, slot and head", () => {
    expect(estimateMemory(threeHundred, 1_000, 3).kvCacheBytes).toBe(2 * 1_000 * 3 * 24 * 8 * 128);
  });

  it("counts no cache for layers that do not attend", () => {
    const hybrid = {
      ...threeHundred,
      keyValueHeads: threeHundred.keyValueHeads.map((heads, at) => (at % 4 ? 0 : heads)),
    };
    expect(estimateMemory(hybrid, 1_000, 1).kvCacheBytes).toBe(2 * 1_000 * 6 * 8 * 128);
  });

  it("sizes compute buffers by the vocabulary where that is the larger part, and by the context where that is small", () => {
    const talkative = { ...threeHundred, vocabularySize: 151_936 };
    expect(estimateMemory(talkative, 4_096, 1).computeBytes).toBe(4 * 512 * (151_936 + 2 * 1_024));
    expect(estimateMemory(talkative, 128, 1).computeBytes).toBe(4 * 128 * (151_936 + 2 * 1_024));
  });

  it("adds up, with a process that is larger for a larger vocabulary", () => {
    const estimate = estimateMemory(threeHundred, 4_096, 1);
    const { weightsBytes, kvCacheBytes, computeBytes, overheadBytes, totalBytes } = estimate;
    expect(weightsBytes).toBe(302_125_056);
    expect(totalBytes).toBe(weightsBytes + kvCacheBytes + computeBytes + overheadBytes);
    const talkative = estimateMemory({ ...threeHundred, vocabularySize: 100_512 }, 4_096, 1);
    expect(talkative.overheadBytes - overheadBytes).toBe(110_000_000);
  });
});
