import { describe, expect, it } from "vitest";
import { languageOf } from "../../../../../src/renderer/language/language";
import { waysOf } from "../../../../../src/renderer/features/plan/plan-ways";
import { wayWords } from "../../../../../src/renderer/features/plan/way-words";
import { namesOf } from "../../../../../src/renderer/features/residency/model-name";
import { gigabyte, sceneTime, studio } from "../../../../support/renderer-preview/scene";
import { answered } from "./answered-plan";

const reference = "qwen3-coder-30b:q8_0";
const wish = { reference };
const short = answered(reference, 131_072);
const quantized = answered(reference, 131_072, "Q8_0");
const shorter = answered(reference, 108_544);
const visionBytes = () => 11.4 * gigabyte;
const alternatives = [
  { kind: "cacheType" as const, wish: { ...wish, cacheType: "Q8_0" as const }, plan: quantized },
  { kind: "context" as const, wish: { ...wish, context: 108_544 }, plan: shorter },
  { kind: "slots" as const, wish: null, plan: null },
];

describe("the ways out of a plan", () => {
  it("is one, as it is, when it fits", () => {
    const [way, ...rest] = waysOf(wish, answered(reference, 32_768), [], visionBytes);
    expect(rest).toEqual([]);
    expect(way).toMatchObject({ kind: "asIs", fits: true, leaving: [] });
    expect((way?.freeAfterBytes ?? 0) / gigabyte).toBeCloseTo(7, 1);
  });

  it("are those who leave, then the alternatives that fit by their own plans, told with figures that add up", () => {
    const ways = waysOf(wish, short, alternatives, visionBytes);
    expect(ways.map(({ kind }) => kind)).toEqual(["unload", "cacheType", "context"]);
    const language = languageOf("en", "");
    const told = ways.map((way) => {
      const nameOf = namesOf(studio.snapshot.models);
      const { title, about } = wayWords(way, studio.snapshot.residents, language, nameOf, Date.parse(sceneTime));
      return `${title}: ${about}`.replaceAll("\u202F", " ");
    });
    expect(told).toEqual([
      "Let vision leave: idle 6 min; 9.4 GB stay free",
      "KV cache at Q8_0: 37.8 GB, everyone stays; 3.6 GB stay free",
      "Context 108,544: the longest that fits now",
    ]);
  });

  it("leaves out an alternative that does not fit either, or is not answered yet", () => {
    const failing = [
      { kind: "cacheType" as const, wish, plan: short },
      { kind: "context" as const, wish, plan: null },
    ];
    expect(waysOf(wish, { ...short, mustLeave: [] }, failing, visionBytes)).toEqual([]);
  });

  it("names a higher GPU limit with its command, and does not take it for a load that can begin", () => {
    const command = "sudo sysctl iogpu.wired_limit_mb=475136";
    const advice = [{ kind: "gpuLimit" as const, text: "Raise it.", command }];
    const [way] = waysOf(wish, { ...short, mustLeave: [], advice }, [], visionBytes);
    expect(way).toMatchObject({ kind: "gpuLimit", fits: false, command });
  });

  it("loads what was planned, not what was typed", () => {
    const [way] = waysOf(wish, short, [], visionBytes);
    expect(way?.wish).toEqual({ reference, context: 131_072, slots: 1, cacheType: "F16" });
    expect(way?.leaving).toEqual(["qwen3-vl-8b:q8_0"]);
  });
});
