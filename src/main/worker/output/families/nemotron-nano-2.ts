import { literal } from "../../grammar/grammar-builder";
import { jsonArguments } from "../argument-grammar";
import { callGrammarOf, sequence } from "../call-grammar";
import type { Parse } from "../input";
import { callObjects } from "../json-call";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";

const reasoning = { open: "<think>", close: "</think>" };

/** `<TOOLCALL>[{"name": …, "arguments": {…}}, …]</TOOLCALL>`. */
export const nemotronNano2: OutputFamily = {
  name: "nemotron-nano-2",
  matches: (template) => template.includes("<TOOLCALL>"),
  parser: proseParser({
    reasoning,
    calls: [{ marker: "<TOOLCALL>", parse: callList }],
    inventions: ["<TOOL_RESPONSE>"],
  }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: "<TOOLCALL>[",
    between: ", ",
    after: "]</TOOLCALL>",
    call: (builder, tool) =>
      sequence(
        literal(`{"name": ${JSON.stringify(tool.name)}, "arguments": `),
        jsonArguments(builder, tool),
        literal("}"),
      ),
  }),
  endTexts: ["<SPECIAL_12>"],
};

function* callList(reading: Reading): Parse<boolean> {
  if (!(yield* callObjects(reading, "any"))) return false;
  yield* reading.input.takeAfterSpace(["</TOOLCALL>"]);
  return true;
}
