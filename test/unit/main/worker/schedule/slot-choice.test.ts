import { describe, expect, it } from "vitest";
import { chooseSlot, groupsOf, type FreeSlot } from "../../../../../src/main/worker/schedule/slot-choice";

const slot = (name: string, rest: Partial<FreeSlot<string>> = {}): FreeSlot<string> => ({
  slot: name,
  held: 0,
  reusable: 0,
  saved: 0,
  idleMilliseconds: 0,
  moreGroups: 0,
  ...rest,
});

const choose = (
  promptTokens: number,
  free: FreeSlot<string>[],
  rest: { savedPrefix?: number; copy?: { slot: string; common: number } } = {},
) => chooseSlot({ promptTokens, free, savedPrefix: rest.savedPrefix ?? 0, copy: rest.copy ?? null });

describe("chooseSlot", () => {
  it("goes on where most of the prompt is held", () => {
    const free = [slot("other", { held: 900, reusable: 60 }), slot("own", { held: 1_000, reusable: 990 })];
    expect(choose(1_100, free)).toEqual({ slot: "own", from: "slot" });
  });

  it("does not overwrite a long conversation for a few shared tokens while an empty slot is there", () => {
    const free = [slot("long", { held: 5_000, reusable: 60 }), slot("empty")];
    expect(choose(200, free)).toEqual({ slot: "empty", from: "slot" });
  });

  it("overwrites what is saved before what is not, and what was unused longest before the rest", () => {
    const held = { held: 1_000 };
    expect(choose(500, [slot("unsaved", held), slot("saved", { ...held, saved: 1_000 })])?.slot).toBe("saved");
    expect(choose(500, [slot("recent", held), slot("old", { ...held, idleMilliseconds: 3_600_000 })])?.slot).toBe(
      "old",
    );
    expect(choose(500, [slot("recent"), slot("old", { idleMilliseconds: 5 })])?.slot).toBe("old");
  });

  it("restores a saved prefix when it covers more than any slot", () => {
    const free = [slot("a", { held: 800, reusable: 100, saved: 800 })];
    expect(choose(2_000, free, { savedPrefix: 1_900 })).toEqual({ slot: "a", from: "saved" });
    expect(choose(2_000, [slot("own", { held: 1_950, reusable: 1_950 })], { savedPrefix: 1_900 })?.from).toBe("slot");
  });

  it("copies a shared beginning from another slot, unless it is not worth the move", () => {
    const free = [slot("empty"), slot("busy elsewhere", { held: 900, reusable: 0 })];
    expect(choose(1_000, free, { copy: { slot: "source", common: 800 } })).toEqual({ slot: "empty", from: "copy" });
    expect(choose(1_000, free, { copy: { slot: "source", common: 20 } })?.from).toBe("slot");
  });

  it("has nothing to choose where no slot is free", () => {
    expect(choose(10, [])).toBeNull();
  });

  it("prefers a neighbour of the slots at work, unless much is held elsewhere", () => {
    const apart = slot("apart", { held: 200, reusable: 150, moreGroups: 1 });
    expect(choose(400, [apart, slot("neighbour")])?.slot).toBe("neighbour");
    expect(choose(4_000, [{ ...apart, held: 3_900, reusable: 3_900 }, slot("neighbour")])?.slot).toBe("apart");
  });
});

describe("groupsOf", () => {
  it("counts runs of neighbours", () => {
    expect([[], [3], [0, 1, 2], [0, 2], [5, 1, 0, 4]].map(groupsOf)).toEqual([0, 1, 1, 2, 2]);
  });
});
