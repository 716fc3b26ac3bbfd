import { describe, expect, it } from "vitest";
import type { Plan } from "../../../../../src/shared/shapes/plan";
import { alternativeWishes, loadCommand, wishOf } from "../../../../../src/renderer/features/plan/plan-wish";
import { answered } from "./answered-plan";

const form = { reference: "a:q8_0", context: "", slots: "", cacheType: "" } as const;

describe("a plan's wish", () => {
  it("leaves to the core what is not typed", () => {
    expect(wishOf(form)).toEqual({ reference: "a:q8_0" });
  });

  it("reads figures as they are written in either language", () => {
    for (const context of ["131072", "131,072", "131.072", "131 072", "131\u202F072"]) {
      expect(wishOf({ ...form, context }).context).toBe(131_072);
    }
  });

  it("takes what is no whole number above zero as not typed, and never more slots than there can be", () => {
    for (const typed of ["-5", "0", "many", "1e9", "12345678901"]) {
      expect(wishOf({ ...form, context: typed })).toEqual({ reference: "a:q8_0" });
    }
    expect(wishOf({ ...form, slots: "900" }).slots).toBe(64);
  });

  it("is the same at the terminal", () => {
    expect(loadCommand({ reference: "a:q8_0", context: 4_096, slots: 2, cacheType: "Q8_0" })).toBe(
      "tresor load a:q8_0 --context 4096 --slots 2 --kv-type Q8_0",
    );
  });
});

describe("the alternatives to a plan", () => {
  const short: Plan = { ...answered("qwen3-coder-30b:q8_0", 131_072), slots: 2 };

  it("are none while it fits or is not there yet", () => {
    const none = { cacheType: null, context: null, slots: null };
    expect(alternativeWishes({ reference: "a" }, null)).toEqual(none);
    expect(alternativeWishes({ reference: "a" }, { ...short, fits: true })).toEqual(none);
  });

  it("change one thing each and keep the rest", () => {
    const { cacheType, context, slots } = alternativeWishes({ reference: short.reference }, short);
    const same = { reference: short.reference, context: 131_072, slots: 2, cacheType: "F16" };
    expect(cacheType).toEqual({ ...same, cacheType: "Q8_0" });
    expect(context).toEqual({ ...same, context: 108_544 });
    expect(slots).toEqual({ ...same, slots: 1 });
  });

  it("leave out what there is nothing to gain from", () => {
    const tight: Plan = { ...short, cacheType: "Q8_0", slots: 1, largestContext: null };
    expect(alternativeWishes({ reference: "a" }, tight)).toEqual({ cacheType: null, context: null, slots: null });
  });
});
