import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { familyOf } from "../../../../../src/main/worker/output/families";
import type { OutputParser } from "../../../../../src/main/worker/output/output-parser";
import { parse, type ParsedOutput } from "../../../../support/output/parse-every-way";
import type { FamilySamples } from "../../../../support/output/output-sample";
import { allSamples } from "../../../../support/output/samples/all";
import { sampleTools } from "../../../../support/output/shared-pieces";

/** Pieces of real outputs, cut at their marks, to be put together in any order. */
function fragments({ samples, tokens }: FamilySamples): readonly string[] {
  const pieces = samples.flatMap(({ raw }) => raw.split(/(?<=[>\]}\n])|(?=[<[{\n])/u));
  return [...new Set([...pieces, ...tokens, "<", "`", "```", "\n", " ", "get_weather", "🙂", "{", "}", '"', "\\"])];
}

function outputs(family: FamilySamples): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...fragments(family)), { maxLength: 14 }).map((pieces) => pieces.join(""));
}

describe.each(allSamples)("$title", (family) => {
  const parserOf = (insideReasoning: boolean): OutputParser =>
    familyOf(family.template).parser({
      insideReasoning,
      reasoningIsOff: false,
      tools: sampleTools,
      parallelCalls: true,
    });

  it("reads any mixture of its marks alike, however it is cut, and every whole call has an object for arguments", () => {
    fc.assert(
      fc.property(
        outputs(family),
        fc.boolean(),
        fc.constantFrom("model", "length"),
        fc.nat(),
        (text, inside, end, at) => {
          const characters = Array.from(text, (character) => ({ text: character, isControl: false }));
          const cut = at % (characters.length + 1);
          const halves = [characters.slice(0, cut), characters.slice(cut)].map((half) => ({
            text: half.map((piece) => piece.text).join(""),
            isControl: false,
          }));
          const whole: ParsedOutput = parse(parserOf(inside), [{ text, isControl: false }], end);
          expect(parse(parserOf(inside), characters, end)).toEqual(whole);
          expect(parse(parserOf(inside), halves, end)).toEqual(whole);
          for (const call of whole.calls.filter(({ isComplete }) => isComplete)) {
            expect(JSON.parse(call.argumentsText)).toBeTypeOf("object");
          }
        },
      ),
      { numRuns: 150, seed: 4 },
    );
  });
});
