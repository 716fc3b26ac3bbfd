import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StopStrings } from "../../../../../src/main/worker/generation/stop-strings";

function feed(stops: readonly string[], pieces: readonly string[]): { text: string; stop: string | null } {
  const strings = new StopStrings(stops);
  let text = "";
  for (const piece of pieces) {
    const step = strings.push(piece);
    text += step.text;
    if (step.stop !== null) return { text, stop: step.stop };
  }
  return { text: text + strings.flush(), stop: null };
}

describe("StopStrings", () => {
  it("passes everything on when there is no stop string", () => {
    expect(feed([], ["a", "b"])).toEqual({ text: "ab", stop: null });
  });

  it("cuts before a stop string that is spread over pieces", () => {
    expect(feed(["###"], ["one #", "#", "# two"])).toEqual({ text: "one ", stop: "###" });
  });

  it("emits what only looked like the beginning of one", () => {
    expect(feed(["###"], ["a ##", " b"])).toEqual({ text: "a ## b", stop: null });
  });

  it("holds back nothing that cannot become a stop string", () => {
    const strings = new StopStrings(["STOP"]);
    expect(strings.push("hello S").text).toBe("hello ");
    expect(strings.push("un").text).toBe("Sun");
  });

  it("takes the first of several to be complete", () => {
    expect(feed(["two", "one"], ["zero one two"])).toEqual({ text: "zero ", stop: "one" });
  });

  it("gives the same text however it is cut", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "#"), maxLength: 30 });
    const stops = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "#"), minLength: 1, maxLength: 3 }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(text, stops, fc.array(fc.nat(30), { maxLength: 6 }), (whole, list, cuts) => {
        const at = [...new Set([0, ...cuts.map((cut) => Math.min(cut, whole.length)), whole.length])].sort(
          (a, b) => a - b,
        );
        const pieces = at.slice(1).map((end, index) => whole.slice(at[index], end));
        const met = list
          .map((stop) => ({ at: whole.indexOf(stop), end: whole.indexOf(stop) + stop.length }))
          .filter(({ at }) => at >= 0);
        const first = met.sort((a, b) => a.end - b.end || a.at - b.at)[0];
        const expected = first === undefined ? whole : whole.slice(0, first.at);
        expect(feed(list, Array.from(whole)).text).toBe(expected);
        expect(feed(list, pieces).text).toBe(expected);
      }),
    );
  });
});
