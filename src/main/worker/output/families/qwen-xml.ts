import { callGrammarOf } from "../call-grammar";
import { functionTagCall, functionTagCalls, type FunctionTags } from "../function-tags";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import { hermesCall } from "./hermes";

const reasoning = { open: "<think>", close: "</think>" };
const tags: FunctionTags = { open: "<tool_call>", close: "</tool_call>", padding: "\n" };

/** `<tool_call><function=f><parameter=k>value</parameter></function></tool_call>`: Qwen3-Coder, Qwen 3.5, Nemotron 3, Step 3.5. */
export const qwenXml: OutputFamily = {
  name: "qwen-xml",
  matches: (template) => template.includes("<function=") && template.includes("<parameter="),
  parser: proseParser({
    reasoning,
    calls: [...functionTagCalls(tags), { marker: "<tool_call>", parse: hermesCall }],
    inventions: ["<tool_response>"],
  }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    between: "\n",
    call: (builder, tool) => functionTagCall(builder, tool, tags),
  }),
};
