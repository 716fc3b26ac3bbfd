import { callGrammarOf } from "../call-grammar";
import { callObjectGrammar } from "../call-object-grammar";
import type { Parse } from "../input";
import { callObject } from "../json-call";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";

const messageOpener = "<|message_sep|>\n\nfunction call<|role_sep|>\n";
const tokenOpener = "<|function_call|>";

/** `<|function_call|>{"name": …, "arguments": {…}}`: GigaChat 3.1. */
export const gigaChat31 = gigaChat("giga-chat-3.1", tokenOpener);

/** A call as a message of the role `function call`: GigaChat 3. */
export const gigaChat3 = gigaChat("giga-chat-3", messageOpener);

function gigaChat(name: string, before: string): OutputFamily {
  return {
    name,
    matches: (template) =>
      template.includes("<|role_sep|>") &&
      template.includes("<|message_sep|>") &&
      (before === messageOpener || template.includes(before)),
    parser: proseParser({
      reasoning: null,
      calls: [messageOpener.trimEnd(), tokenOpener].map((marker) => ({ marker, parse: gigaChatCall })),
      ends: ["<|message_sep|>"],
    }),
    reasoning: null,
    callGrammar: callGrammarOf({ reasoning: null, isSingle: true, before, call: callObjectGrammar() }),
    endTexts: ["<|message_sep|>"],
  };
}

function* gigaChatCall(reading: Reading): Parse<boolean> {
  yield* reading.input.takeSpace();
  return (yield* callObject(reading, "any")) !== "none";
}
