import { describe, expect, it } from "vitest";
import { unitVector } from "../../../../../src/main/worker/tasks/vectors";

describe("a unit vector", () => {
  it("keeps the direction and has length 1, also of the first components only", () => {
    expect(unitVector([3, 4])).toEqual([0.6, 0.8]);
    expect(unitVector([3, 4, 100], 2)).toEqual([0.6, 0.8]);
  });

  it("of zeros stays zeros", () => {
    expect(unitVector([0, 0])).toEqual([0, 0]);
  });
});
