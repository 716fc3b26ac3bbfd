import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { measuredFactor, nextFactor } from "../../../../../../src/main/core/residency/memory/correction";
import { machineEstimate, rememberLoads } from "../../../../../../src/main/core/residency/memory/machine-estimate";
import { MeasuredBefore } from "../../../../../../src/main/core/residency/memory/measured-before";
import { estimateMemory } from "../../../../../../src/main/core/residency/memory/memory-estimate";
import { fakeDimensions, fakeModel } from "../../../../../fakes/library";
import { temporaryFolder } from "../../../../../support/temporary-folder";

const estimate = estimateMemory(fakeDimensions, 2_048, 1);
const { weightsBytes, kvCacheBytes, overheadBytes } = estimate;
const measuredAt = (factor: number) => weightsBytes + kvCacheBytes + factor * overheadBytes;
const kind = { architecture: "llama", cacheType: "F16", gpu: false } as const;
const silent = pino({ level: "silent" });

describe("what a measurement says", () => {
  it("compares what is left over weights and cache with the process's own part, between a half and twice", () => {
    expect(measuredFactor(estimate, measuredAt(1.25))).toBeCloseTo(1.25, 6);
    expect(measuredFactor(estimate, measuredAt(5))).toBe(2);
    expect(measuredFactor(estimate, 0)).toBe(0.5);
  });

  it("takes the first as it is, and later ones by half", () => {
    expect(nextFactor(null, estimate, measuredAt(1.5))).toBeCloseTo(1.5, 6);
    expect(nextFactor(1.5, estimate, measuredAt(1))).toBeCloseTo(1.25, 6);
  });

  it("is not taken twice: an estimate that was corrected already gives the same factor", () => {
    const corrected = estimateMemory(fakeDimensions, 2_048, 1, { correction: { factor: 1.5, measured: true } });
    expect(measuredFactor(corrected, measuredAt(1.5))).toBeCloseTo(1.5, 6);
  });
});

describe("MeasuredBefore", () => {
  it("outlives a restart, and keeps loads of other kinds apart", async () => {
    const file = join(temporaryFolder(), "cache", "memory.json");
    const measured = new MeasuredBefore(file, silent);
    await measured.load();
    expect(measured.correctionOf(kind)).toEqual({ factor: 1, measured: false });
    measured.addLoad(kind, estimate, measuredAt(1.5));
    measured.reportGpuLimit({ bytes: 100, assumedBytes: 75 });
    await measured.settled();
    const next = new MeasuredBefore(file, silent);
    await next.load();
    expect(next.correctionOf(kind).factor).toBeCloseTo(1.5, 6);
    expect(next.correctionOf({ ...kind, cacheType: "Q8_0" }).measured).toBe(false);
    expect(next.gpuLimit).toEqual({ bytes: 100, assumedBytes: 75 });
  });

  it("begins anew where the file is damaged", async () => {
    const file = join(temporaryFolder(), "memory.json");
    await writeFile(file, '{"version":1,"factors":[{"factor":-4}]}');
    const measured = new MeasuredBefore(file, silent);
    await measured.load();
    expect(measured.correctionOf(kind).measured).toBe(false);
    measured.addLoad(kind, estimate, measuredAt(2));
    await measured.settled();
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ version: 1, factors: [{ ...kind, factor: 2 }] });
  });
});

describe("estimates of this machine", () => {
  it("follow loads of the same kind, and tell the limit that a worker reported", async () => {
    const measured = new MeasuredBefore(join(temporaryFolder(), "memory.json"), silent);
    const estimateLoad = machineEstimate({ measured, gpu: false, prefixMemoryBytes: () => 700 });
    const dimensions = { ...fakeDimensions, architecture: "llama" };
    const first = estimateLoad(dimensions, 2_048, 1, { cacheType: "F16" });
    expect(first).toMatchObject({ corrected: false, growthBytes: 700 });
    const facts = { totalBytes: 0, usedBytes: 0, pressure: null, swapUsedBytes: null } as const;
    const unknown = { wiredBytes: null, compressedBytes: null, cachedBytes: null } as const;
    const remember = rememberLoads(measured, false, async () => ({ ...facts, ...unknown, gpuLimitBytes: 75 }));
    await remember({
      model: fakeModel({ architecture: "llama" }),
      plan: { context: 2_048, slots: 1, cacheType: "F16", estimate: first, largestContext: () => null },
      loaded: {
        context: 2_048,
        slots: 1,
        template: "model",
        memory: { weightsBytes: 0, kvCacheBytes: 0, computeBytes: 0 },
        gpuLimitBytes: 84,
      },
      measuredBytes: measuredAt(1.2),
    });
    const second = estimateLoad(dimensions, 2_048, 1, { cacheType: "F16" });
    expect(second.corrected).toBe(true);
    expect(second.overheadBytes / first.overheadBytes).toBeCloseTo(1.2, 3);
    expect(estimateLoad(dimensions, 2_048, 1, { cacheType: "Q8_0" }).corrected).toBe(false);
    expect(measured.gpuLimit).toEqual({ bytes: 84, assumedBytes: 75 });
    await measured.settled();
  });
});
