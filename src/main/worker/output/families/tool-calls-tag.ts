import { callGrammarOf } from "../call-grammar";
import { callObjectGrammar } from "../call-object-grammar";
import type { Parse } from "../input";
import { callObjects, type IdPlace } from "../json-call";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";

const aprielReasoning = { open: "Here are my reasoning steps:\n", close: "[BEGIN FINAL RESPONSE]" };
const thinkTags = { open: "<think>", close: "</think>" };

/** `<tool_calls>[{"name": …, "arguments": …, "id": …}]</tool_calls>`: Apriel, which says in words where its reasoning ends. */
export const apriel: OutputFamily = {
  name: "apriel",
  matches: (template) => template.includes("<tool_calls>") && template.includes("[BEGIN FINAL RESPONSE]"),
  parser: proseParser({
    reasoning: aprielReasoning,
    calls: [{ marker: "<tool_calls>", parse: (reading) => taggedCalls(reading, "behind") }],
    dropped: ["[END FINAL RESPONSE]", "<|end|>"],
  }),
  reasoning: aprielReasoning,
  callGrammar: callGrammarOf({
    reasoning: aprielReasoning,
    before: "<tool_calls>[",
    between: ", ",
    after: "]</tool_calls>",
    call: callObjectGrammar(),
  }),
};

/** `<tool_calls>` with one object a line: MiniMax M1. */
export const miniMaxM1: OutputFamily = {
  name: "minimax-m1",
  matches: (template) => template.includes("<tool_calls>"),
  parser: proseParser({
    reasoning: thinkTags,
    calls: [{ marker: "<tool_calls>", parse: (reading) => taggedCalls(reading, "before") }],
  }),
  reasoning: thinkTags,
  callGrammar: callGrammarOf({
    reasoning: thinkTags,
    before: "<tool_calls>\n",
    between: "\n",
    after: "\n</tool_calls>",
    call: callObjectGrammar(),
  }),
};

function* taggedCalls(reading: Reading, ids: IdPlace): Parse<boolean> {
  if (!(yield* callObjects(reading, "any", ids))) return false;
  yield* reading.input.takeAfterSpace(["</tool_calls>"]);
  return true;
}
