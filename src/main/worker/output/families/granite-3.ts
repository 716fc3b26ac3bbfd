import type { ToolDefinition } from "../../../core/engine/conversation";
import { callGrammarOf } from "../call-grammar";
import { callObjectGrammar } from "../call-object-grammar";
import type { Parse } from "../input";
import { callObjects } from "../json-call";
import type { OutputFamily } from "../output-family";
import { proseParser, type Dialect } from "../prose";
import { barePythonCalls, pythonCalls } from "../python-calls";
import type { Reading } from "../reading";

const reasoning = { open: "<think>", close: "</think>" };

/** `<|tool_call|>[{"name": …, "arguments": {…}}, …]` without a closer, sometimes a line of Python instead: Granite 3. */
export const granite3: OutputFamily = {
  name: "granite-3",
  matches: (template) => template.includes("<|tool_call|>") && template.includes("<|start_of_role|>"),
  parser: (start) => proseParser(dialect(start.tools))(start),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: "<|tool_call|>[",
    between: ", ",
    after: "]",
    call: callObjectGrammar(),
  }),
};

function dialect(tools: readonly ToolDefinition[]): Dialect {
  const markers = ["<|tool_call|>", "<tool_call>"];
  return {
    reasoning,
    calls: [...markers.map((marker) => ({ marker, parse: graniteCalls })), ...barePythonCalls(tools)],
    dropped: ["<response>", "</response>", "</tool_call>"],
  };
}

function* graniteCalls(reading: Reading): Parse<boolean> {
  const { input } = reading;
  const mark = input.mark();
  if (yield* callObjects(reading, "any")) return true;
  input.rewind(mark);
  return yield* pythonCalls(reading, "any");
}
