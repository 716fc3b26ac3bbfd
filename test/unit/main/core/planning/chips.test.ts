import { describe, expect, it } from "vitest";
import { bandwidthOf } from "../../../../../src/main/core/planning/chips";

describe("the bandwidth of a chip", () => {
  it.each([
    ["Apple M1", 8, 68.25],
    ["Apple M2 Ultra", 24, 800],
    ["Apple M3", 8, 100],
    ["Apple M3 Pro", 12, 150],
    ["Apple M3 Max", 14, 300],
    ["Apple M3 Max", 16, 400],
    ["Apple M3 Ultra", 28, 819],
    ["Apple M4 Max", 14, 410],
    ["Apple M4 Max", 16, 546],
    ["Apple M5", 10, 153],
  ])("of %s with %i cores is %d GB/s", (chip, cores, gigabytes) => {
    expect(bandwidthOf(chip, cores)).toBe(gigabytes * 1e9);
  });

  it("is the slower version's where the cores do not tell", () => {
    expect(bandwidthOf("Apple M3 Max", 0)).toBe(300e9);
    expect(bandwidthOf("Apple M4 Max", 12)).toBe(410e9);
  });

  it.each(["Intel Xeon® Processor", "Apple M9 Ultra", "Apple M4 Ultra", "Not an Apple M3", ""])(
    "is not made up for %j",
    (chip) => {
      expect(bandwidthOf(chip, 16)).toBeNull();
    },
  );
});
