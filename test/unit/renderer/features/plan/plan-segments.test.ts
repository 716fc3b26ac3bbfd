import { describe, expect, it } from "vitest";
import { planPictures } from "../../../../../src/renderer/features/plan/plan-segments";
import { barSegments } from "../../../../../src/renderer/features/residency/bar-segments";
import { nameOfReference } from "../../../../../src/renderer/features/residency/model-name";
import { languageOf } from "../../../../../src/renderer/language/language";
import { gigabyte, studio } from "../../../../support/renderer-preview/scene";
import { answered } from "./answered-plan";

const { machine, residents } = studio.snapshot;
const segments = barSegments(machine, residents, languageOf("en", ""), nameOfReference, "small");
const plan = answered("qwen3-coder-30b:q8_0", 131_072);
const coming = { name: "code", words: "code comes" };
const sum = (parts: readonly { readonly bytes: number }[]) => parts.reduce((total, { bytes }) => total + bytes, 0);

describe("the pictures of a plan", () => {
  it("mark who leaves now, and have the new model in its place then, over the same whole", () => {
    const { now, then, widthBytes } = planPictures(segments, plan, ["qwen3-vl-8b:q8_0"], coming);
    expect(now.find(({ key }) => key === "qwen3-vl-8b:q8_0")?.change).toBe("leaving");
    expect(then.map(({ key }) => key)).toEqual([
      "qwen3.5-397b-a17b:q8_0",
      "qwen3-embedding-8b:q8_0",
      "coming",
      "free",
      "reserve",
      "system",
    ]);
    expect((then.find(({ key }) => key === "free")?.bytes ?? 0) / gigabyte).toBeCloseTo(9.4);
    expect(sum(then)).toBeCloseTo(sum(now), -3);
    expect(widthBytes).toBeCloseTo(machine.totalBytes, -3);
  });

  it("stand over the machine's edge by what is lacking when nobody leaves", () => {
    const { then, widthBytes } = planPictures(segments, plan, [], coming);
    expect(then.find(({ key }) => key === "free")?.bytes).toBe(0);
    expect((widthBytes - machine.totalBytes) / gigabyte).toBeCloseTo(2);
  });

  it("draw the new model in its metals, which add up to it", () => {
    const { then } = planPictures(segments, plan, [], coming);
    const ingot = then.find(({ key }) => key === "coming");
    expect(ingot?.parts.map(({ metal }) => metal)).toEqual(["weights", "kv", "compute"]);
    expect(sum(ingot?.parts ?? [])).toBeCloseTo(plan.totalBytes, -3);
  });
});
