import { describe, expect, it } from "vitest";
import { balanceMemory, chargeOf, reserveOf } from "../../../../../src/main/core/telemetry/memory-balance";
import type { MachineMemoryFacts } from "../../../../../src/main/core/telemetry/memory-facts";
import type { Resident } from "../../../../../src/shared/shapes/resident";
import { residentOf } from "../../../../support/resident";

const gibibyte = 1024 ** 3;

const facts: MachineMemoryFacts = {
  totalBytes: 100 * gibibyte,
  usedBytes: 30 * gibibyte,
  pressure: "normal",
  swapUsedBytes: 0,
  wiredBytes: null,
  compressedBytes: null,
  cachedBytes: null,
  gpuLimitBytes: null,
};

/** 12 GiB of weights in 20 GiB. */
const resident = (rest: Partial<Resident> = {}): Resident =>
  residentOf({
    memory: {
      predictedBytes: 20 * gibibyte,
      measuredBytes: null,
      weightsBytes: 12 * gibibyte,
      kvCacheBytes: 6 * gibibyte,
      computeBytes: gibibyte,
    },
    ...rest,
  });

const inGibibytes = (input: Partial<Parameters<typeof balanceMemory>[0]>) =>
  Object.fromEntries(
    Object.entries(balanceMemory({ facts, residents: [], wishedLimitBytes: null, gpu: false, ...input })).map(
      ([name, bytes]) => [name.replace("Bytes", ""), Number((bytes / gibibyte).toFixed(3))],
    ),
  );

describe("reserveOf", () => {
  it.each([
    ["a Mac Studio with 512 GiB", 512, 25.6],
    ["a machine with 16 GiB", 16, 2],
    ["a small one: a quarter at most", 4, 1],
  ])("%s", (_, total, expected) => {
    expect(reserveOf(total * gibibyte) / gibibyte).toBeCloseTo(expected, 6);
  });

  it("follows the user's wish, up to the whole memory", () => {
    expect(reserveOf(16 * gibibyte, gibibyte)).toBe(gibibyte);
    expect(reserveOf(16 * gibibyte, 0)).toBe(0);
    expect(reserveOf(16 * gibibyte, 20 * gibibyte)).toBe(16 * gibibyte);
  });
});

describe("chargeOf", () => {
  const { memory } = resident();

  it.each<[string, Partial<Resident>, number]>([
    ["predicted before it is measured", {}, 20],
    ["what was measured", { memory: { ...memory, measuredBytes: 21 * gibibyte } }, 21],
    ["its parts while its weights are not read yet", { memory: { ...memory, measuredBytes: 8 * gibibyte } }, 19],
    ["nothing when it has failed", { state: "failed" }, 0],
    ["all until its process has ended", { state: "unloading" }, 20],
  ])("%s", (_, rest, expected) => {
    expect(chargeOf(resident(rest)) / gibibyte).toBe(expected);
  });
});

describe("balanceMemory", () => {
  it("gives models what the system and the reserve leave", () => {
    expect(inGibibytes({})).toEqual({
      system: 30,
      models: 0,
      reserve: 5,
      memoryLimit: 95,
      freeForModels: 65,
      growth: 0,
    });
  });

  it("tells the models' own memory from the system's: mapped weights are file cache on the CPU and wired under Metal", () => {
    const residents = [resident()];
    expect(inGibibytes({ residents })).toMatchObject({ system: 22, models: 20, freeForModels: 53 });
    expect(inGibibytes({ residents, gpu: true })).toMatchObject({ system: 10, models: 20, freeForModels: 65 });
  });

  it("counts a model that is loading in full, since the system does not hold its memory yet", () => {
    const residents = [resident({ state: "loading" })];
    expect(inGibibytes({ residents })).toMatchObject({ system: 30, models: 20, freeForModels: 45 });
  });

  it("keeps free what the user wants kept free", () => {
    expect(inGibibytes({ wishedReserveBytes: 20 * gibibyte })).toMatchObject({ reserve: 20, freeForModels: 50 });
  });

  it("counts growth within what is free, less what has happened of it, and takes nothing off a load for it", () => {
    const { memory } = resident();
    const growing = (growth: number, measured: number | null) =>
      resident({
        memory: {
          ...memory,
          growthBytes: growth * gibibyte,
          measuredBytes: measured === null ? null : measured * gibibyte,
        },
      });
    expect(inGibibytes({ residents: [growing(4, null)] })).toMatchObject({ freeForModels: 53, growth: 4 });
    expect(inGibibytes({ residents: [growing(4, 21)] })).toMatchObject({ models: 21, growth: 3 });
    expect(inGibibytes({ residents: [growing(80, null)] })).toMatchObject({ growth: 53 });
  });

  it("keeps to Metal's limit where that is less", () => {
    const limited = { ...facts, gpuLimitBytes: 40 * gibibyte };
    expect(inGibibytes({ facts: limited })).toMatchObject({ memoryLimit: 40, freeForModels: 40 });
  });

  it("follows the user's limit, but never beyond what the machine has left", () => {
    const residents = [resident()];
    expect(inGibibytes({ residents, wishedLimitBytes: 24 * gibibyte })).toMatchObject({
      memoryLimit: 24,
      freeForModels: 4,
    });
    expect(inGibibytes({ residents, wishedLimitBytes: 10 * gibibyte })).toMatchObject({ freeForModels: 0 });
    expect(inGibibytes({ wishedLimitBytes: 1_000 * gibibyte })).toMatchObject({
      memoryLimit: 1_000,
      freeForModels: 65,
    });
  });
});
