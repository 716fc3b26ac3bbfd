import { bareCalls } from "../bare-calls";
import { callGrammarOf } from "../call-grammar";
import { callObjectGrammar } from "../call-object-grammar";
import type { Parse } from "../input";
import { callObjects } from "../json-call";
import type { OutputFamily } from "../output-family";
import { proseParser, type CallOpener } from "../prose";
import type { Reading } from "../reading";

const reasoning = { open: "<think>", close: "</think>" };
const functools: CallOpener = { marker: "functools", parse: (reading) => callObjects(reading, "any") };

/** `<|tool_call|>[{…}, {…}]<|/tool_call|>`, or what other templates taught it: Phi-4-mini. */
export const phi4: OutputFamily = {
  name: "phi-4",
  matches: (template) => template.includes("<|tool_call|>"),
  parser: proseParser({
    reasoning,
    calls: [{ marker: "<|tool_call|>", parse: markedCalls }, functools, ...bareCalls],
  }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: "<|tool_call|>[",
    between: ", ",
    after: "]<|/tool_call|>",
    call: callObjectGrammar(),
  }),
};

/** ` functools[{…}, {…}]`: FireFunction 2, and Phi-4-mini under vLLM's template. */
export const fireFunction: OutputFamily = {
  name: "fire-function",
  matches: (template) => template.includes("functools"),
  parser: proseParser({ reasoning: null, calls: [functools, ...bareCalls] }),
  reasoning: null,
  callGrammar: callGrammarOf({
    reasoning: null,
    before: " functools[",
    between: ", ",
    after: "]",
    call: callObjectGrammar(),
  }),
};

function* markedCalls(reading: Reading): Parse<boolean> {
  if (!(yield* callObjects(reading, "any"))) return false;
  yield* reading.input.takeAfterSpace(["<|/tool_call|>"]);
  return true;
}
