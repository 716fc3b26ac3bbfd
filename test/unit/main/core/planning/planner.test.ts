import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planLoadOf, type PlanQuestion } from "../../../../../src/main/core/planning/planner";
import { sumsBy } from "../../../../../src/main/core/planning/sums";
import { estimateMemory } from "../../../../../src/main/core/residency/memory/memory-estimate";
import { planSchema } from "../../../../../src/shared/shapes/plan";
import type { Resident } from "../../../../../src/shared/shapes/resident";
import { fakeMachine } from "../../../../fakes/handlers";
import { fakeDimensions } from "../../../../fakes/library";
import { modelOf } from "../../../../support/model";
import { residentOf } from "../../../../support/resident";

const gigabyte = 1e9;

/** 10 GB of weights, and 4 MB of keys and values for a token. */
const dimensions = {
  ...fakeDimensions,
  weightsBytes: 10 * gigabyte,
  activeWeightsBytes: 2 * gigabyte,
  contextLength: 16_384,
  keyValueHeads: new Array<number>(40).fill(100),
  keyLength: 250,
  valueLength: 250,
};

function question(freeBytes: number, change: Partial<PlanQuestion> = {}): PlanQuestion {
  return {
    model: modelOf({ reference: "large:q8_0", capabilities: ["completion", "chat"] }),
    dimensions,
    cacheType: "F16",
    choices: [{ context: 1_024, slots: 2 }],
    machine: { ...fakeMachine, gpuLimitBytes: null, modelsBytes: 0, freeForModelsBytes: freeBytes },
    residents: [],
    speed: { bandwidthBytesPerSecond: 819e9, samples: [] },
    sumsFor: sumsBy(estimateMemory),
    ...change,
  };
}

function residentWith(reference: string, bytes: number, change: Partial<Resident> = {}): Resident {
  const memory = { predictedBytes: bytes, measuredBytes: null, weightsBytes: bytes, kvCacheBytes: 0, computeBytes: 0 };
  return residentOf({ reference, memory, ...change });
}

const kinds = (asked: PlanQuestion) => planLoadOf(asked).advice.map(({ kind }) => kind);

describe("a plan", () => {
  it("fits, adds up line by line, and says how fast it will be", () => {
    const plan = planLoadOf(question(100 * gigabyte));
    expect(planSchema.parse(plan)).toEqual(plan);
    expect(plan).toMatchObject({ fits: true, context: 1_024, slots: 2, missingBytes: 0, mustLeave: [], advice: [] });
    expect(plan.lines.map(({ what }) => what)).toEqual(["weights", "kvCache", "compute", "overhead"]);
    expect(plan.lines.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(plan.totalBytes);
    expect(plan.lines[1]?.bytes).toBe(4_000_000 * 2_048);
    expect(plan.largestContext).toBeGreaterThan(8_192);
    const ceiling = 819e9 / (2e9 + 4_000_000 * 512);
    expect(plan.tokensPerSecond?.low).toBeCloseTo(1 / (1 / (0.4 * ceiling) + 0.001));
    expect(plan.tokensPerSecond?.high).toBeCloseTo(1 / (1 / (0.75 * ceiling) + 0.000_5));
  });

  it("takes the best choice that fits, and the smallest when none does", () => {
    const choices = [8_192, 4_096, 1_024].map((context) => ({ context, slots: 2 }));
    expect(planLoadOf(question(50 * gigabyte, { choices }))).toMatchObject({ fits: true, context: 4_096 });
    expect(planLoadOf(question(11 * gigabyte, { choices }))).toMatchObject({ fits: false, context: 1_024 });
  });

  it("keeps keys and values as Q8_0 in 34 bytes where F16 takes 64", () => {
    const [full, half] = (["F16", "Q8_0"] as const).map((cacheType) =>
      planLoadOf(question(100 * gigabyte, { cacheType })),
    );
    expect(half?.memory.kvCacheBytes).toBe(((full?.memory.kvCacheBytes ?? 0) * 34) / 64);
    expect(half?.memory.weightsBytes).toBe(full?.memory.weightsBytes);
  });

  it("has no speed for a model that writes nothing, nor for an unknown machine", () => {
    const model = modelOf({ capabilities: ["embedding"] });
    expect(planLoadOf(question(100 * gigabyte, { model })).tokensPerSecond).toBeNull();
    const speed = { bandwidthBytesPerSecond: null, samples: [] };
    expect(planLoadOf(question(100 * gigabyte, { speed })).tokensPerSecond).toBeNull();
  });

  it("counts a model that is resident already as gone", () => {
    const residents = [residentWith("large:q8_0", 20 * gigabyte)];
    const plan = planLoadOf(question(1 * gigabyte, { residents }));
    expect(plan).toMatchObject({ fits: true, availableBytes: 21 * gigabyte, mustLeave: [] });
  });
});

describe("a plan that does not fit", () => {
  it("says what is lacking and who would have to leave, never a pinned or a busy one", () => {
    const residents = [
      residentWith("pinned:f16", 30 * gigabyte, { pinned: true }),
      residentWith("busy:f16", 30 * gigabyte, { leases: 1 }),
      residentWith("idle:f16", 20 * gigabyte),
    ];
    const plan = planLoadOf(question(5 * gigabyte, { residents }));
    expect(plan).toMatchObject({ fits: false, mustLeave: ["idle:f16"], largestContext: null });
    expect(plan.missingBytes).toBe(plan.totalBytes - 5 * gigabyte);
    expect(plan.advice).toEqual([
      { kind: "unload", text: "Unload idle:f16 (20.0 GB).", command: "tresor unload idle:f16" },
    ]);
  });

  it("offers a smaller cache, fewer slots and a shorter context, each with its command", () => {
    const plan = planLoadOf(question(15 * gigabyte));
    expect(plan.advice.map(({ kind, command }) => [kind, command])).toEqual([
      ["cacheType", "tresor load large:q8_0 --context 1024 --slots 2 --kv-type Q8_0"],
      ["slots", "tresor load large:q8_0 --context 1024 --slots 1"],
      ["context", expect.stringMatching(/^tresor load large:q8_0 --context 512 --slots 2$/)],
    ]);
  });

  it("advises to raise the GPU's limit only where that is what lacks", () => {
    const gibibyte = 2 ** 30;
    const mac = {
      ...fakeMachine,
      totalBytes: 64 * gibibyte,
      systemBytes: 4 * gibibyte,
      reserveBytes: 4 * gibibyte,
      gpuLimitBytes: 12 * gibibyte,
      memoryLimitBytes: 12 * gibibyte,
      modelsBytes: 0,
      freeForModelsBytes: 12 * gibibyte,
    };
    expect(planLoadOf(question(0, { machine: mac })).advice.at(-1)).toMatchObject({
      kind: "gpuLimit",
      command: "sudo sysctl iogpu.wired_limit_mb=18432",
    });
    expect(kinds(question(0, { machine: { ...mac, memoryLimitBytes: 8 * gibibyte } }))).not.toContain("gpuLimit");
    expect(kinds(question(0, { machine: { ...mac, systemBytes: 50 * gibibyte } }))).not.toContain("gpuLimit");
  });

  it("asks for a smaller model when nothing else helps", () => {
    expect(kinds(question(1 * gigabyte))).toEqual(["smallerModel"]);
  });
});

describe("whatever is asked", () => {
  const residents = fc.array(
    fc.record({
      bytes: fc.integer({ min: 1, max: 40e9 }),
      pinned: fc.boolean(),
      leases: fc.integer({ min: 0, max: 1 }),
      state: fc.constantFrom("ready" as const, "loading" as const, "failed" as const, "draining" as const),
    }),
    { maxLength: 6 },
  );

  it("the sum is true, nobody leaves who must stay, and each way out that is a load would fit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60e9 }),
        fc.integer({ min: 256, max: 16_384 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom("F16" as const, "Q8_0" as const),
        residents,
        (freeBytes, context, slots, cacheType, held) => {
          const all = held.map(({ bytes, ...rest }, index) => residentWith(`resident-${index}:f16`, bytes, rest));
          const asked = question(freeBytes, { choices: [{ context, slots }], cacheType, residents: all });
          const plan = planLoadOf(asked);
          expect(plan.lines.reduce((sum, { bytes }) => sum + bytes, 0)).toBeCloseTo(plan.totalBytes, 3);
          expect(plan.fits).toBe(plan.totalBytes <= freeBytes);
          expect(plan.advice.length > 0).toBe(!plan.fits);
          for (const reference of plan.mustLeave) {
            const leaving = all.find((resident) => resident.reference === reference);
            expect(leaving).toMatchObject({ pinned: false });
          }
          for (const { command } of plan.advice) {
            const load = /--context (\d+) --slots (\d+)(?: --kv-type (Q8_0))?$/.exec(command ?? "");
            if (load === null) continue;
            const tried = planLoadOf({
              ...asked,
              choices: [{ context: Number(load[1]), slots: Number(load[2]) }],
              cacheType: load[3] === undefined ? "F16" : "Q8_0",
            });
            expect(tried.fits).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
