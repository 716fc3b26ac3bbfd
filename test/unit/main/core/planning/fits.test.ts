import { describe, expect, it } from "vitest";
import { catalogEntries } from "../../../../../src/main/core/planning/catalog";
import { fitTable } from "../../../../../src/main/core/planning/fits";
import { findMachine, soldMachines } from "../../../../../src/main/core/planning/machines";
import { fitTableSchema, type FitRow } from "../../../../../src/shared/shapes/fits";

const tableOf = (machine: string) => fitTable(findMachine(soldMachines, machine), catalogEntries);
const rowOf = (machine: string, model: string): FitRow => {
  const row = tableOf(machine).models.find(({ name }) => name === model);
  if (row === undefined) throw new Error(`There is no ${model}.`);
  return row;
};

describe("the published table: 8 bits on a Mac Studio M3 Ultra with 512 GB and 819 GB/s", () => {
  const machine = "mac-studio-m3-ultra-512";

  it.each([
    ["qwen3.5-397b-a17b", 397e9, 17e9, 397e9, true, 819 / 17],
    ["minimax-m2.5", 229e9, 10e9, 229e9, true, 819 / 10],
    ["glm-5", 744e9, 40e9, 744e9, false, null],
    ["kimi-k2.5", 1e12, 32e9, 1e12, false, null],
  ])("%s", (model, parameters, activeParameters, weightsBytes, fits, ceiling) => {
    const row = rowOf(machine, model);
    expect(row).toMatchObject({ parameters, activeParameters, weightsBytes, bitsPerWeight: 8, quality: "full", fits });
    if (ceiling === null) expect(row.tokensPerSecondCeiling).toBeNull();
    else expect(row.tokensPerSecondCeiling).toBeCloseTo(ceiling, 6);
  });

  it("has those four first", () => {
    expect(tableOf(machine)).toMatchObject({ memoryBytes: 512 * 2 ** 30, bandwidthBytesPerSecond: 819e9 });
    expect(
      tableOf(machine)
        .models.slice(0, 4)
        .map(({ name }) => name),
    ).toEqual(["qwen3.5-397b-a17b", "minimax-m2.5", "glm-5", "kimi-k2.5"]);
  });

  it("says that the GPU's limit must be raised for Qwen3.5, and how; not for MiniMax", () => {
    expect(rowOf(machine, "qwen3.5-397b-a17b").advice).toMatchObject([
      { kind: "gpuLimit", command: "sudo sysctl iogpu.wired_limit_mb=410624" },
    ]);
    expect(rowOf(machine, "minimax-m2.5").advice).toEqual([]);
    expect(rowOf(machine, "glm-5").advice).toMatchObject([{ kind: "smallerModel", command: null }]);
  });
});

describe("a fit table", () => {
  it.each(soldMachines.map(({ name }) => name))("of %s is what the contract says", (name) => {
    expect(fitTableSchema.parse(tableOf(name))).toEqual(tableOf(name));
  });

  it("holds no model on a machine that is smaller than its weights", () => {
    for (const machine of soldMachines) {
      for (const { fits, weightsBytes } of tableOf(machine.name).models) {
        if (fits) expect(weightsBytes).toBeLessThan(machine.memoryBytes);
      }
    }
  });

  it("keeps to the limit that the user set", () => {
    const machine = findMachine(soldMachines, "mac-studio-m3-ultra-512");
    const room = { reserveBytes: 16e9, limitBytes: 100e9 };
    const fitting = fitTable(machine, catalogEntries, room).models.filter(({ fits }) => fits);
    expect(fitting.map(({ name }) => name)).toContain("qwen3-coder-next");
    expect(fitting.map(({ name }) => name)).not.toContain("qwen3.5-122b-a10b");
  });

  it("has no speed for models that write nothing, nor where the bandwidth is not known", () => {
    expect(rowOf("dgx-spark", "bge-m3")).toMatchObject({ fits: true, tokensPerSecondCeiling: null });
    const unknown = { ...findMachine(soldMachines, "dgx-spark"), bandwidthBytesPerSecond: null };
    expect(fitTable(unknown, catalogEntries).models.every((row) => row.tokensPerSecondCeiling === null)).toBe(true);
  });
});
