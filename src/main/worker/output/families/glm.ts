import { literal } from "../../grammar/grammar-builder";
import { taggedArguments } from "../argument-grammar";
import { callGrammarOf, sequence } from "../call-grammar";
import type { Parse } from "../input";
import { callWithoutArguments } from "../json-call";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";
import { TaggedArguments } from "../tagged-arguments";
import { hermesCall } from "./hermes";

const reasoning = { open: "<think>", close: "</think>" };

/** `<tool_call>f<arg_key>k</arg_key><arg_value>v</arg_value></tool_call>`, with or without line breaks; also Laguna, Ling 3, Spark 2.5. */
export const glm: OutputFamily = {
  name: "glm",
  matches: (template) => template.includes("<arg_key>"),
  parser: proseParser({
    reasoning,
    calls: [
      { marker: "<tool_call>", parse: glmCall },
      { marker: "<tool_call>", parse: hermesCall },
    ],
    inventions: ["<tool_response>", "<|observation|>"],
    ends: ["<|user|>", "<|role_end|>", "</assistant>"],
  }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    call: (builder, tool) =>
      sequence(
        literal(`<tool_call>${tool.name}`),
        taggedArguments(builder, tool, {
          open: (key) => `<arg_key>${key}</arg_key><arg_value>`,
          close: "</arg_value>",
        }),
        literal("</tool_call>"),
      ),
  }),
  endTexts: ["<|user|>", "<|observation|>"],
};

/** Behind `<tool_call>`. */
function* glmCall(reading: Reading): Parse<boolean> {
  const { input } = reading;
  yield* input.takeSpace();
  const name = yield* input.takeWhile((character) => /[^\s<>{}"]/u.test(character));
  if (name === "") return false;
  if ((yield* input.takeAfterSpace(["</tool_call>"])) !== null) {
    callWithoutArguments(reading, name, null);
    return true;
  }
  const first = yield* input.attempt(() => argumentKey(reading));
  if (first === null) return false;
  reading.beginCall(name, null);
  const written = new TaggedArguments(reading, name);
  if (!(yield* members(reading, written, first))) return true;
  written.end();
  reading.endCall();
  return true;
}

/** From the first value up to the call's end; false where it breaks. */
function* members(reading: Reading, written: TaggedArguments, first: string): Parse<boolean> {
  const { input } = reading;
  const closers = [
    { text: "</arg_value>", confirm: () => input.continuesWith(["<arg_key>", "</tool_call>"]) },
    { text: "</tool_call>", confirm: () => input.continuesWith(["<tool_call>"]), isKept: true },
  ];
  for (let key: string | null = first; key !== null; key = yield* input.attempt(() => argumentKey(reading))) {
    if (!(yield* written.member(key, closers))) return false;
  }
  return (yield* input.takeAfterSpace(["</tool_call>"])) !== null || (yield* input.modelEnded());
}

/** Reads `<arg_key>k</arg_key><arg_value>`. */
function* argumentKey({ input }: Reading): Parse<string | null> {
  if ((yield* input.takeAfterSpace(["<arg_key>"])) === null) return null;
  const key = yield* input.takeWhile((character) => /[^<>\n]/u.test(character));
  if (!(yield* input.take("</arg_key>"))) return null;
  return (yield* input.takeAfterSpace(["<arg_value>"])) === null ? null : key.trim();
}
