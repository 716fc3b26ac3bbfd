import { describe, expect, it } from "vitest";
import { findMachine, roomOf, soldMachines, thisMachine } from "../../../../../src/main/core/planning/machines";
import { machineKindSchema } from "../../../../../src/shared/shapes/fits";
import { fakeMachine } from "../../../../fakes/handlers";

const gibibyte = 2 ** 30;

describe("the machines", () => {
  it("are there once each, with what the command line promises", () => {
    const names = soldMachines.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(["mac-studio-m3-ultra-512", "dgx-spark", "tinybox-red-v2"]));
    for (const machine of soldMachines) expect(machineKindSchema.parse(machine)).toEqual(machine);
  });

  it("have their price and power with a date", () => {
    expect(findMachine(soldMachines, "mac-studio-m3-ultra-512")).toMatchObject({
      memoryBytes: 512 * gibibyte,
      gpuLimitBytes: 384 * gibibyte,
      priceEuros: 9_500,
      powerWatts: 100,
      expected: false,
    });
    expect(findMachine(soldMachines, "mac-studio-m5-ultra-512")).toMatchObject({
      bandwidthBytesPerSecond: 1_100e9,
      expected: true,
    });
    expect(findMachine(soldMachines, "tinybox-red-v2")).toMatchObject({ priceEuros: 12_000, powerWatts: 3_200 });
    expect(findMachine(soldMachines, "dgx-spark")).toMatchObject({ priceEuros: 4_000, bandwidthBytesPerSecond: 273e9 });
  });

  it("carry in their names how much memory they have", () => {
    for (const { name, memoryBytes } of soldMachines) {
      const size = /-(\d+)$/.exec(name)?.[1];
      if (size !== undefined) expect(memoryBytes).toBe(Number(size) * gibibyte);
    }
  });

  it("are listed where a name is none of them", () => {
    expect(() => findMachine(soldMachines, "toaster")).toThrow(/"toaster".*this-machine.*dgx-spark/);
  });
});

describe("this machine", () => {
  it("is one of them, with its own facts and their date", () => {
    expect(thisMachine(fakeMachine, { bytesPerSecond: 24e9, measured: true })).toEqual({
      name: "this-machine",
      displayName: "Apple M3 Ultra",
      memoryBytes: 512e9,
      gpuLimitBytes: 480e9,
      bandwidthBytesPerSecond: 24e9,
      bandwidthMeasured: true,
      priceEuros: null,
      powerWatts: null,
      asOf: "2026-11-01",
      expected: false,
    });
    expect(thisMachine({ ...fakeMachine, gpuLimitBytes: null }, null)).toMatchObject({
      gpuLimitBytes: null,
      bandwidthBytesPerSecond: null,
    });
  });

  it("tells the user's limit from its own", () => {
    expect(roomOf(fakeMachine)).toEqual({ reserveBytes: 16e9, limitBytes: null });
    expect(roomOf({ ...fakeMachine, memoryLimitBytes: 100e9 })).toEqual({ reserveBytes: 16e9, limitBytes: 100e9 });
  });
});
