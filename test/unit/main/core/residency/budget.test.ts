import { describe, expect, it } from "vitest";
import type { ModelDimensions } from "../../../../../src/main/core/library/library-port";
import { largestContext, mustLeave, planLoad } from "../../../../../src/main/core/residency/budget";
import { estimateMemory } from "../../../../../src/main/core/residency/memory/memory-estimate";
import type { MemoryBalance } from "../../../../../src/main/core/telemetry/memory-balance";
import { TresorError } from "../../../../../src/shared/errors";
import type { Resident } from "../../../../../src/shared/shapes/resident";
import { residentOf } from "../../../../support/resident";

const gigabyte = 1e9;
const dimensions: ModelDimensions = {
  weightsBytes: 30.2 * gigabyte,
  activeWeightsBytes: 30.2 * gigabyte,
  layers: 60,
  embeddingLength: 6_144,
  feedForwardLength: 20_480,
  vocabularySize: 150_000,
  contextLength: 65_536,
  attentionHeads: 48,
  keyValueHeads: Array.from({ length: 60 }, () => 8),
  keyLength: 128,
  valueLength: 128,
};

const balanceWith = (freeForModelsBytes: number): MemoryBalance => ({
  systemBytes: 0,
  modelsBytes: 0,
  reserveBytes: 0,
  memoryLimitBytes: 90 * gigabyte,
  freeForModelsBytes,
  growthBytes: 0,
});

const residentWith = (reference: string, gigabytes: number, rest: Partial<Resident> = {}): Resident =>
  residentOf({
    reference,
    memory: {
      predictedBytes: gigabytes * gigabyte,
      measuredBytes: null,
      weightsBytes: 0,
      kvCacheBytes: 0,
      computeBytes: 0,
    },
    ...rest,
  });

const planWith =
  (free: number, residents: readonly Resident[] = [], context = 48_000) =>
  () =>
    planLoad({
      reference: "code-large:q8_0",
      dimensions,
      choices: [{ context, slots: 1 }],
      balance: balanceWith(free),
      residents,
    });

function refusalOf(plan: () => unknown): TresorError {
  try {
    plan();
  } catch (error) {
    if (error instanceof TresorError) return error;
  }
  throw new Error("it was not refused");
}

describe("planLoad", () => {
  it("takes the first choice that fits", () => {
    const choices = [
      { context: 32_768, slots: 2 },
      { context: 8_192, slots: 2 },
      { context: 512, slots: 1 },
    ];
    const plan = planLoad({
      reference: "code-large:q8_0",
      dimensions,
      choices,
      balance: balanceWith(36 * gigabyte),
      residents: [],
    });
    expect(plan).toMatchObject({ context: 8_192, slots: 2, estimate: estimateMemory(dimensions, 8_192, 2) });
  });

  it("fits when the need is exactly what is free", () => {
    const { totalBytes } = estimateMemory(dimensions, 48_000, 1);
    expect(planWith(totalBytes)()).toMatchObject({ context: 48_000 });
    expect(planWith(totalBytes - 1)).toThrow(TresorError);
  });

  it("refuses with the numbers and with what would help", () => {
    const residents = [residentWith("text-large:q8_0", 20), residentWith("embed:f16", 1)];
    const error = refusalOf(planWith(41.4 * gigabyte, residents));
    expect(error.code).toBe("insufficient_memory");
    expect(error.message).toBe(
      "code-large:q8_0 needs 42.6 GB (weights 30.2, KV cache 11.8, compute 0.4, process 0.2) with a context of 48000 in one slot, " +
        "but 41.4 GB are free of the 90.0 GB that models may take: unload text-large:q8_0, or use a context of at most 43008.",
    );
    expect(error.details).toMatchObject({
      needsBytes: estimateMemory(dimensions, 48_000, 1).totalBytes,
      freeBytes: 41.4 * gigabyte,
      largestContext: 43_008,
      mustLeave: ["text-large:q8_0"],
    });
  });

  it("says so when nothing here would help", () => {
    const error = refusalOf(planWith(120_000_000));
    expect(error.message).toContain("but 120 MB are free");
    expect(error.message).toContain("unload other models or programs, or take a smaller model");
    expect(error.details).toMatchObject({ largestContext: null, mustLeave: [] });
  });
});

describe("largestContext", () => {
  it("is the longest that fits, in steps of 256 tokens", () => {
    const longest = largestContext(dimensions, 1, 41.4 * gigabyte);
    expect(longest).toBe(43_008);
    expect(estimateMemory(dimensions, 43_008, 1).totalBytes).toBeLessThanOrEqual(41.4 * gigabyte);
    expect(estimateMemory(dimensions, 43_008 + 256, 1).totalBytes).toBeGreaterThan(41.4 * gigabyte);
  });

  it("is at most the model's own, and null when not even a short one fits", () => {
    expect(largestContext(dimensions, 1, 1_000 * gigabyte)).toBe(65_536);
    expect(largestContext(dimensions, 1, 30 * gigabyte)).toBeNull();
  });
});

describe("mustLeave", () => {
  const large = residentWith("large", 40);
  const middle = residentWith("middle", 10);
  const small = residentWith("small", 2);

  it.each<[string, Resident[], number, string[]]>([
    ["the smallest that is enough alone", [large, small, middle], 8, ["middle"]],
    ["several, largest first, when none is enough alone", [small, middle, large], 45, ["large", "middle"]],
    ["nobody who is pinned or answers", [{ ...large, pinned: true }, { ...middle, leases: 1 }, small], 1, ["small"]],
    [
      "nobody who leaves or loads already",
      [
        { ...large, state: "draining" },
        { ...middle, state: "loading" },
      ],
      1,
      [],
    ],
    ["nobody, when all together are not enough", [large, middle, small], 53, []],
  ])("names %s", (_, residents, missing, expected) => {
    expect(mustLeave(residents, missing * gigabyte)).toEqual(expected);
  });
});
