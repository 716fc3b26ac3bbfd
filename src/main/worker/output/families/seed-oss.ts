import { callGrammarOf } from "../call-grammar";
import { functionTagCall, functionTagCalls, type FunctionTags } from "../function-tags";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";

const reasoning = { open: "<seed:think>", close: "</seed:think>" };
const tags: FunctionTags = { open: "<seed:tool_call>", close: "</seed:tool_call>", padding: "" };

/** As Qwen's XML with a tag of its own around it; all whitespace of a value is the value's. */
export const seedOss: OutputFamily = {
  name: "seed-oss",
  matches: (template) => template.includes("<seed:tool_call>"),
  parser: proseParser({
    reasoning,
    calls: functionTagCalls(tags),
    inventions: ["<seed:tool_response>"],
  }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    between: "\n",
    call: (builder, tool) => functionTagCall(builder, tool, tags),
  }),
  endTexts: ["<seed:eos>"],
};
