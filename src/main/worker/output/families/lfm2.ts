import { callGrammarOf } from "../call-grammar";
import type { Parse } from "../input";
import { callObjects } from "../json-call";
import { pythonCallGrammar } from "../keyword-grammar";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import { pythonCalls } from "../python-calls";
import type { Reading } from "../reading";

const reasoning = { open: "<think>", close: "</think>" };

/** `<|tool_call_start|>[f(a="x"), g()]<|tool_call_end|>`: LFM2 and 2.5. */
export const lfm2: OutputFamily = {
  name: "lfm2",
  matches: (template) => template.includes("<|tool_list_start|>") || template.includes("List of tools: ["),
  parser: proseParser({
    reasoning,
    calls: [{ marker: "<|tool_call_start|>", insideReasoning: false, parse: lfm2Calls }],
    inventions: ["<|tool_response_start|>"],
  }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: "<|tool_call_start|>[",
    between: ", ",
    after: "]<|tool_call_end|>",
    call: pythonCallGrammar,
  }),
};

function* lfm2Calls(reading: Reading): Parse<boolean> {
  const { input } = reading;
  const mark = input.mark();
  if (!(yield* pythonCalls(reading, "any"))) {
    input.rewind(mark);
    if (!(yield* callObjects(reading, "any"))) return false;
  }
  yield* input.takeSpace();
  yield* input.take("<|tool_call_end|>");
  return true;
}
