import { bareCalls } from "../bare-calls";
import { callGrammarOf } from "../call-grammar";
import { callObjectGrammar } from "../call-object-grammar";
import { codeCall } from "../code-call";
import type { Parse } from "../input";
import { callObjects } from "../json-call";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import { pythonCalls } from "../python-calls";
import type { Reading } from "../reading";

const pythonTag = "<|python_tag|>";

/** `{"name": …, "parameters": {…}}` is the whole message, perhaps behind `<|python_tag|>`: Llama 3.1 to 3.3. */
export const llama3: OutputFamily = {
  name: "llama-3",
  matches: (template) =>
    template.includes("<|start_header_id|>") && (template.includes("ipython") || template.includes(pythonTag)),
  parser: proseParser({
    reasoning: null,
    calls: [...bareCalls, { marker: pythonTag, parse: taggedCall }],
    dropped: [pythonTag],
  }),
  reasoning: null,
  callGrammar: callGrammarOf({
    reasoning: null,
    isSingle: true,
    call: callObjectGrammar({ keys: { name: "name", arguments: "parameters" } }),
  }),
};

/** Behind the tag: JSON, `f.call(…)` of a built-in tool, or the code of an interpreter. */
function* taggedCall(reading: Reading): Parse<boolean> {
  for (const parse of [callObjects, builtInCall, codeCall]) {
    const mark = reading.input.mark();
    if (yield* parse(reading, "known")) return true;
    reading.input.rewind(mark);
  }
  return false;
}

/** `f.call(query="…")`, where the name that counts is `f`. */
function* builtInCall(reading: Reading): Parse<boolean> {
  return yield* pythonCalls(reading, "known", ".call");
}
