import { describe, expect, it } from "vitest";
import type { FitTable, MachineKind } from "../../../../../src/shared/shapes/fits";
import { comparedAtFirst } from "../../../../../src/renderer/features/fits/compared-machines";
import { studio } from "../../../../support/renderer-preview/scene";

const { machines } = studio.answers.find(({ name }) => name === "machines")?.value as { machines: MachineKind[] };
const here = (studio.answers.find(({ name }) => name === "fits")?.value as FitTable).machineKind;

describe("the machines beside this one", () => {
  it("are not of its own kind", () => {
    expect(comparedAtFirst(machines, here, 2)).toEqual(["tinybox-red-v2", "dgx-spark"]);
  });

  it("begin with the Mac that people weigh when this one is another", () => {
    const small = { ...here, memoryBytes: 16 * 1024 ** 3 };
    expect(comparedAtFirst(machines, small, 2)).toEqual(["mac-studio-m3-ultra-512", "tinybox-red-v2"]);
  });

  it("are the first of the list when the preferred are not in it, and as many as there are", () => {
    const others = machines.filter(({ name }) => name === "mac-studio-m5-ultra-512");
    expect(comparedAtFirst(others, here, 2)).toEqual(["mac-studio-m5-ultra-512"]);
    expect(comparedAtFirst([], null, 2)).toEqual([]);
  });
});
