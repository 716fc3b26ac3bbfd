import { describe, expect, it } from "vitest";
import { chooseThreads } from "../../../../../src/main/core/residency/threads";

describe("chooseThreads", () => {
  it.each([
    ["one core", 1, 1, 1, null, 1],
    ["two cores: one is left to the rest", 2, 2, 2, null, 1],
    ["hyper-threads are not cores", 16, 8, 0, null, 7],
    ["efficiency cores are left out", 12, 12, 8, null, 7],
    ["many cores", 32, 32, 24, null, 8],
    ["nothing known but the logical cores", 6, 0, 0, null, 5],
    ["a container with less than the machine has", 2, 64, 64, null, 1],
    ["a wish", 8, 8, 8, 3, 3],
    ["a wish for all", 8, 8, 8, 8, 8],
    ["a wish above the cores", 2, 2, 2, 64, 2],
  ])("%s", (_, logicalCores, physicalCores, performanceCores, wish, expected) => {
    expect(chooseThreads({ logicalCores, physicalCores, performanceCores, wish })).toBe(expected);
  });
});
