import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GrammarBuilder, literal } from "../../../../../src/main/worker/grammar/grammar-builder";
import { textBefore, textBeforeAny } from "../../../../../src/main/worker/grammar/text-before";
import { parseGbnf } from "../../../../support/gbnf/parse-gbnf";
import { accepts } from "../../../../support/gbnf/run-gbnf";

describe("textBefore", () => {
  it("matches the text up to the first closer, for every closer and text", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "<", "\n"), maxLength: 12 });
    const closer = fc.string({ unit: fc.constantFrom("a", "b", "<", "\n"), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(text, closer, (before, end) => {
        const builder = new GrammarBuilder();
        const grammar = parseGbnf(builder.text(`${textBefore(builder, end)} ${literal(end)}`));
        const whole = before + end;
        expect(accepts(grammar, whole)).toBe(whole.indexOf(end) === before.length);
      }),
      { numRuns: 500 },
    );
  });

  it("lets a value end in the beginning of its closer, and hold any other character", () => {
    const builder = new GrammarBuilder();
    const closer = "\n</parameter>";
    const grammar = parseGbnf(builder.text(`${textBefore(builder, closer)} ${literal(closer)}`));
    expect(accepts(grammar, `line\n\n</param\n${closer}`)).toBe(true);
    expect(accepts(grammar, `"é😀\\]^-"${closer}`)).toBe(true);
    expect(accepts(grammar, `a${closer}b${closer}`)).toBe(false);
  });

  it("ends at whichever of several closers comes first", () => {
    const builder = new GrammarBuilder();
    const grammar = parseGbnf(builder.text(`${textBeforeAny(builder, ["<a>", "<b>"])} ("<a>" | "<b>")`));
    expect(["x<a>", "x<<b>", "<a><b>", "x"].map((text) => accepts(grammar, text))).toEqual([true, true, false, false]);
  });
});
