import { describe, expect, it } from "vitest";
import { inPinnedOrder, movedTo, neighbour } from "../../../../../src/renderer/features/residency/pinned-order";
import { studio } from "../../../../support/renderer-preview/scene";

describe("the pinned order", () => {
  const { residents } = studio.snapshot;
  const [text, embed] = residents.map(({ reference }) => reference) as [string, string];

  it("is that of the settings; what they do not know comes last, what is not pinned not at all", () => {
    expect(inPinnedOrder(residents, [embed, text]).map(({ reference }) => reference)).toEqual([embed, text]);
    expect(inPinnedOrder(residents, [embed]).map(({ reference }) => reference)).toEqual([embed, text]);
  });

  it("moves one to where another stands, up and down", () => {
    expect(movedTo(["a", "b", "c"], "c", "a")).toEqual(["c", "a", "b"]);
    expect(movedTo(["a", "b", "c"], "a", "c")).toEqual(["b", "c", "a"]);
    expect(movedTo(["a", "b", "c"], "a", "b")).toEqual(["b", "a", "c"]);
  });

  it("stays as it is when one of both is not pinned, or both are the same", () => {
    const order = ["a", "b"];
    expect(movedTo(order, "x", "a")).toBe(order);
    expect(movedTo(order, "a", "a")).toBe(order);
  });

  it("has a neighbour above and below, and none beyond its ends", () => {
    expect(neighbour(["a", "b"], "a", 1)).toBe("b");
    expect(neighbour(["a", "b"], "a", -1)).toBeNull();
    expect(neighbour(["a", "b"], "x", 1)).toBeNull();
  });
});
