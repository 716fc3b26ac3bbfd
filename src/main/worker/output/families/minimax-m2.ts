import { literal } from "../../grammar/grammar-builder";
import { taggedArguments } from "../argument-grammar";
import { callGrammarOf, sequence } from "../call-grammar";
import { invokeCalls } from "../invoke-tags";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";

const reasoning = { open: "<think>", close: "</think>" };
const tags = { prefixes: [""], blockClosers: ["</minimax:tool_call>"] };

/** `<minimax:tool_call><invoke name="f"><parameter name="k">value</parameter></invoke></minimax:tool_call>`. */
export const miniMaxM2: OutputFamily = {
  name: "minimax-m2",
  matches: (template) => template.includes("<minimax:tool_call>"),
  parser: proseParser({
    reasoning,
    calls: [
      { marker: "<minimax:tool_call>", parse: (reading) => invokeCalls(reading, tags) },
      {
        marker: "<invoke name=",
        keepsMarker: true,
        insideReasoning: false,
        parse: (reading) => invokeCalls(reading, tags, "known"),
      },
    ],
    inventions: ["]~b]"],
  }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: "<minimax:tool_call>\n",
    after: "</minimax:tool_call>",
    call: (builder, tool) =>
      sequence(
        literal(`<invoke name="${tool.name}">\n`),
        taggedArguments(builder, tool, { open: (key) => `<parameter name="${key}">`, close: "</parameter>\n" }),
        literal("</invoke>\n"),
      ),
  }),
  endTexts: ["[e~["],
};
