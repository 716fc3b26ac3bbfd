import { describe, expect, it } from "vitest";
import { chipName, processorSource, type Processor } from "../../../../../src/main/core/telemetry/processor";

describe("chipName", () => {
  it.each([
    ["Apple", "M3 Ultra", "Apple M3 Ultra"],
    ["Apple", "Apple M3 Ultra", "Apple M3 Ultra"],
    ["AMD", "EPYC", "AMD EPYC"],
    ["", "", "unknown"],
    ["Intel", "", "Intel"],
  ])("%s, %s → %s", (manufacturer, brand, expected) => {
    expect(chipName(manufacturer, brand)).toBe(expected);
  });
});

describe("processorSource", () => {
  it("asks once", async () => {
    let asked = 0;
    const answer: Processor = { chip: "Apple M3 Ultra", logicalCores: 32, physicalCores: 32, performanceCores: 24 };
    const processor = processorSource(async () => {
      asked += 1;
      return answer;
    });
    expect(await Promise.all([processor(), processor()])).toEqual([answer, answer]);
    expect(asked).toBe(1);
  });

  it("knows this machine", async () => {
    const { chip, logicalCores } = await processorSource()();
    expect(chip).not.toBe("");
    expect(logicalCores).toBeGreaterThan(0);
  });
});
