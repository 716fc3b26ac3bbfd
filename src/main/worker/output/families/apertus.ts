import { literal } from "../../grammar/grammar-builder";
import { jsonArguments } from "../argument-grammar";
import { callGrammarOf, sequence } from "../call-grammar";
import type { Parse } from "../input";
import { callWithArguments } from "../json-call";
import { jsonString } from "../json-text";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";

const reasoning = { open: "<|inner_prefix|>", close: "<|inner_suffix|>" };

/** `<|tools_prefix|>[{"f": {…}}, {"g": {…}}]<|tools_suffix|>`: the tool's name is the key. */
export const apertus: OutputFamily = {
  name: "apertus",
  matches: (template) => template.includes("<|tools_prefix|>"),
  parser: proseParser({ reasoning, calls: [{ marker: "<|tools_prefix|>", parse: apertusCalls }] }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: "<|tools_prefix|>[",
    between: ", ",
    after: "]<|tools_suffix|>",
    call: (builder, tool) =>
      sequence(literal(`{${JSON.stringify(tool.name)}: `), jsonArguments(builder, tool), literal("}")),
  }),
};

function* apertusCalls(reading: Reading): Parse<boolean> {
  const { input } = reading;
  yield* input.takeAfterSpace(["["]);
  let count = 0;
  while (!reading.isComplete && (yield* input.takeAfterSpace(["{", ", {", ",{"])) !== null) {
    yield* input.takeSpace();
    const name = yield* jsonString(input);
    if (name === null || name === "" || (yield* input.takeAfterSpace([":"])) === null) return count > 0;
    const outcome = yield* callWithArguments(reading, name, null);
    if (outcome !== "complete") return count > 0 || outcome === "broken";
    count++;
    yield* input.takeAfterSpace(["}"]);
  }
  if (count > 0) {
    yield* input.takeAfterSpace(["]"]);
    yield* input.takeAfterSpace(["<|tools_suffix|>"]);
  }
  return count > 0;
}
