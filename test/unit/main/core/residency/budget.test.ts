import { describe, expect, it } from "vitest";
import type { ModelDimensions } from "../../../../../src/main/core/library/library-port";
import { largestContext, mustLeave, plansOf, refusal } from "../../../../../src/main/core/residency/budget";
import { estimateMemory } from "../../../../../src/main/core/residency/memory/memory-estimate";
import { chargeOf } from "../../../../../src/main/core/telemetry/memory-balance";
import type { Resident } from "../../../../../src/shared/shapes/resident";
import { residentOf } from "../../../../support/resident";

const gigabyte = 1e9;
const dimensions: ModelDimensions = {
  activeWeightsBytes: 30.2 * gigabyte,
  weightsBytes: 30.2 * gigabyte,
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

const residents = [residentWith("text-large:q8_0", 40), residentWith("embed:f16", 1)];

describe("refusal", () => {
  const plans = plansOf({ dimensions, cacheType: "F16", estimate: estimateMemory }, [
    { context: 65_536, slots: 1 },
    { context: 48_000, slots: 1 },
  ]);
  const shortage = {
    cause: "tooLarge" as const,
    mostBytes: 41.4 * gigabyte,
    memoryLimitBytes: 90 * gigabyte,
    pinned: [],
  };

  it("has the numbers of the smallest plan, who is pinned, and what would help", () => {
    const pinned = residents.map((resident) => ({ reference: resident.reference, bytes: chargeOf(resident) }));
    const error = refusal("code-large:q8_0", plans, { ...shortage, pinned });
    expect(error.code).toBe("insufficient_memory");
    expect(error.message).toBe(
      "code-large:q8_0 needs 42.6 GB (weights 30.2, KV cache 11.8, compute 0.4, process 0.2) with a context of 48000 in one slot, " +
        "but at most 41.4 GB can be had of the 90.0 GB that models may take beside what is pinned, " +
        "text-large:q8_0 (40.0 GB), embed:f16 (1.00 GB): unpin one of these, or use a context of at most 43008.",
    );
    expect(error.details).toMatchObject({
      needsBytes: estimateMemory(dimensions, 48_000, 1).totalBytes,
      freeBytes: 41.4 * gigabyte,
      largestContext: 43_008,
      pinned: ["text-large:q8_0", "embed:f16"],
    });
  });

  it("says so when nothing here would help", () => {
    const error = refusal("code-large:q8_0", plans, { ...shortage, mostBytes: 120_000_000 });
    expect(error.message).toContain("but at most 120 MB can be had");
    expect(error.message).toContain("close other programs, or take a smaller model");
    expect(error.details).toMatchObject({ largestContext: null, pinned: [] });
  });

  it("blames the system when the system is short of memory", () => {
    const error = refusal("code-large:q8_0", plans, { ...shortage, cause: "pressure" });
    expect(error.message).toContain("but the system has no memory left to give");
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
  const long = "2026-11-20T11:00:00.000Z";
  const now = Date.parse("2026-11-20T12:00:00.000Z");
  const large = residentWith("large", 40);
  const middle = residentWith("middle", 10);
  const small = residentWith("small", 2);

  it.each<[string, Resident[], number, string[]]>([
    ["the one that is enough alone", [large, small, middle], 30, ["large"]],
    ["several when none is enough alone", [small, middle, large], 45, ["large", "middle"]],
    ["who is past its keep-alive first", [middle, { ...small, expiresAt: long }], 1, ["small"]],
    ["nobody who is pinned", [{ ...large, pinned: true }, small], 1, ["small"]],
    [
      "those in use only when the idle are not enough",
      [{ ...large, leases: 1, idleSince: null }, middle],
      11,
      ["large"],
    ],
    ["nobody who leaves already", [{ ...large, state: "draining" }], 1, []],
    ["nobody, when all together are not enough", [large, middle, small], 53, []],
  ])("names %s", (_, candidates, missing, expected) => {
    expect(mustLeave(candidates, missing * gigabyte, now)).toEqual(expected);
  });
});
