import { describe, expect, it } from "vitest";
import {
  bytesPerToken,
  costAtHalfContext,
  expectedSpeed,
  reachedEfficiency,
  tokenCeiling,
} from "../../../../../src/main/core/planning/speed";

describe("the speed of one answer", () => {
  it("is bound by what one token reads: weights, and half of its own slot's cache", () => {
    expect(bytesPerToken(costAtHalfContext(17e9, 8e9, 4))).toBe(18e9);
    expect(tokenCeiling(819e9, 17e9)).toBeCloseTo(48.18, 2);
    expect(tokenCeiling(819e9, 0)).toBe(0);
  });

  it("is expected as a range below the ceiling, and never beyond what a step takes", () => {
    const { low, high } = expectedSpeed(800e9, 8e9, { low: 0.4, high: 0.75 });
    expect(low).toBeCloseTo(38.5, 1);
    expect(high).toBeCloseTo(72.3, 1);
    expect(expectedSpeed(800e9, 1, { low: 0.4, high: 0.75 }).high).toBeLessThanOrEqual(2_000);
  });

  it("tells the efficiency that was reached, which expecting it again gives back", () => {
    const efficiency = reachedEfficiency(800e9, 8e9, 50);
    expect(efficiency).toBeCloseTo(0.52, 2);
    const { low, high } = expectedSpeed(800e9, 8e9, { low: efficiency ?? 0, high: efficiency ?? 0 });
    expect(low).toBeLessThan(50);
    expect(high).toBeGreaterThan(50);
  });

  it("tells nothing where reading is a small part of the time", () => {
    expect(reachedEfficiency(800e9, 1e6, 900)).toBeNull();
    expect(reachedEfficiency(800e9, 1e9, 0)).toBeCloseTo(0);
  });
});
