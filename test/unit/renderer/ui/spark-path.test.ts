import { describe, expect, it } from "vitest";
import { drawSpark } from "../../../../src/renderer/ui/spark-path";

const box = { width: 30, height: 10, slots: 4 };

describe("a sparkline", () => {
  it("runs from zero below to the largest value above, and marks now", () => {
    expect(drawSpark([0, 5, 10, 5], box)).toEqual({ path: "M0 10L10 5L20 0L30 5", now: { x: 30, y: 5 } });
  });

  it("stands at the right end while it is young", () => {
    expect(drawSpark([2, 4], box).path).toBe("M20 5L30 0");
  });

  it("breaks where nothing was seen", () => {
    expect(drawSpark([4, null, 4, 4], box).path).toBe("M0 0M20 0L30 0");
  });

  it("has no point for now when nothing moves", () => {
    expect(drawSpark([4, 4, 4, 0], box).now).toBeNull();
    expect(drawSpark([4, null], box).now).toBeNull();
    expect(drawSpark([], box)).toEqual({ path: "", now: null });
  });
});
