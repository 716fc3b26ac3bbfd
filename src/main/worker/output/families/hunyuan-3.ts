import { literal } from "../../grammar/grammar-builder";
import { taggedArguments } from "../argument-grammar";
import { callGrammarOf, sequence } from "../call-grammar";
import type { Parse } from "../input";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";
import { TaggedArguments } from "../tagged-arguments";

const reasoning = { open: "<think:opensource>", close: "</think:opensource>" };

/** GLM's tags with a suffix in each, and the calls in a block: Hunyuan 3. */
export const hunyuan3: OutputFamily = {
  name: "hunyuan-3",
  matches: (template) => template.includes("<｜hy_"),
  parser: proseParser({
    reasoning,
    calls: [":opensource", ""].flatMap((suffix) => [
      { marker: `<tool_calls${suffix}>`, parse: (reading) => suffixedCalls(reading, suffix) },
      { marker: `<tool_call${suffix}>`, keepsMarker: true, parse: (reading) => suffixedCalls(reading, suffix) },
    ]),
    inventions: ["<tool_responses:opensource>"],
  }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: "<tool_calls:opensource>\n",
    after: "</tool_calls:opensource>",
    call: (builder, tool) =>
      sequence(
        literal(`<tool_call:opensource>${tool.name}<tool_sep:opensource>\n`),
        taggedArguments(builder, tool, {
          open: (key) => `<arg_key:opensource>${key}</arg_key:opensource>\n<arg_value:opensource>`,
          close: "</arg_value:opensource>\n",
        }),
        literal("</tool_call:opensource>\n"),
      ),
  }),
};

/** Reads calls and the end of their block. */
function* suffixedCalls(reading: Reading, suffix: string): Parse<boolean> {
  const { input } = reading;
  let count = 0;
  for (;;) {
    const mark = input.mark();
    const isCall = (yield* input.takeAfterSpace([`<tool_call${suffix}>`])) !== null;
    const name = isCall ? yield* input.takeUntil([`<tool_sep${suffix}>`, "\n"]) : null;
    if (name === null || !/^\S+$/u.test(name.text)) {
      input.rewind(mark);
      break;
    }
    count++;
    reading.beginCall(name.text, null);
    const written = new TaggedArguments(reading, name.text);
    if (!(yield* members(reading, written, suffix))) return true;
    written.end();
    reading.endCall();
    if (reading.isComplete) return true;
  }
  if (count > 0) yield* input.takeAfterSpace([`</tool_calls${suffix}>`]);
  return count > 0;
}

/** Up to the call's end; false where it breaks. */
function* members({ input }: Reading, written: TaggedArguments, suffix: string): Parse<boolean> {
  const [open, close] = [`<arg_key${suffix}>`, `</tool_call${suffix}>`];
  const closer = { text: `</arg_value${suffix}>`, confirm: () => input.continuesWith([open, close]) };
  for (;;) {
    const tag = yield* input.takeAfterSpace([open, close]);
    if (tag === close) return true;
    if (tag === null) return yield* input.modelEnded();
    const key = yield* input.takeUntil([`</arg_key${suffix}>`]);
    if (key === null || (yield* input.takeAfterSpace([`<arg_value${suffix}>`])) === null) return false;
    if (!(yield* written.member(key.text.trim(), [closer]))) return false;
  }
}
