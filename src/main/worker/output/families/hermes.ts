import { literal } from "../../grammar/grammar-builder";
import { jsonArguments } from "../argument-grammar";
import { bareCalls } from "../bare-calls";
import { callGrammarOf, sequence } from "../call-grammar";
import type { Parse } from "../input";
import { callObjects } from "../json-call";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";

const reasoning = { open: "<think>", close: "</think>" };

/** `<tool_call>{"name": …, "arguments": {…}}</tool_call>`, repeated: Qwen 2.5 and 3, Hermes, Granite 4, SmolLM3 and many more. */
export const hermes: OutputFamily = {
  name: "hermes",
  matches: (template) => template.includes("<tool_call>"),
  parser: proseParser({
    reasoning,
    calls: [{ marker: "<tool_call>", parse: hermesCall }, ...bareCalls],
    inventions: ["<tool_response>"],
  }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    between: "\n",
    call: (builder, tool) =>
      sequence(
        literal(`<tool_call>\n{"name": ${JSON.stringify(tool.name)}, "arguments": `),
        jsonArguments(builder, tool),
        literal("}\n</tool_call>"),
      ),
  }),
};

/** Behind `<tool_call>`. */
export function* hermesCall(reading: Reading): Parse<boolean> {
  const { input } = reading;
  if (!(yield* callObjects(reading, "any"))) return false;
  const mark = input.mark();
  // A brace too many is the most common slip.
  yield* input.takeWhile((character) => /[\s}]/u.test(character));
  if (yield* input.take("</tool_call>")) input.release(mark);
  else input.rewind(mark);
  return true;
}
