import type { ToolDefinition } from "../../../core/engine/conversation";
import { bareCalls } from "../bare-calls";
import { callGrammarOf } from "../call-grammar";
import type { Parse } from "../input";
import { callObjects } from "../json-call";
import { pythonCallGrammar } from "../keyword-grammar";
import type { OutputFamily } from "../output-family";
import { proseParser, type Dialect } from "../prose";
import { barePythonCalls, pythonCalls } from "../python-calls";
import type { Reading } from "../reading";

/** `[f(a="x"), g()]`, with or without `<|python_start|>…<|python_end|>`, or JSON: Llama 4. */
export const llama4: OutputFamily = {
  name: "llama-4",
  matches: (template) => template.includes("<|python_start|>") || template.includes("<|header_start|>"),
  parser: (start) => proseParser(dialect(start.tools))(start),
  reasoning: null,
  callGrammar: callGrammarOf({ reasoning: null, before: "[", between: ", ", after: "]", call: pythonCallGrammar }),
  endTexts: ["<|eot|>", "<|eom|>"],
};

function dialect(tools: readonly ToolDefinition[]): Dialect {
  return {
    reasoning: null,
    calls: [...bareCalls, ...barePythonCalls(tools), { marker: "<|python_start|>", parse: markedCalls }],
    dropped: ["<|python_start|>", "<|python_end|>"],
  };
}

function* markedCalls(reading: Reading): Parse<boolean> {
  const { input } = reading;
  const mark = input.mark();
  if (yield* pythonCalls(reading, "any")) return true;
  input.rewind(mark);
  return yield* callObjects(reading, "any");
}
