import { callGrammarOf } from "../call-grammar";
import { gemmaCallGrammar } from "../gemma-grammar";
import { gemmaObject, gemmaValue } from "../gemma-value";
import type { Parse } from "../input";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";
import { schemaValue } from "../schema-value";

const reasoning = { open: "<|channel>thought", close: "<channel|>" };

/** `<|tool_call>call:f{k:<|"|>text<|"|>,n:2}<tool_call|>`, repeated. */
export const gemma4: OutputFamily = {
  name: "gemma-4",
  matches: (template) => template.includes("<|tool_call>call:"),
  parser: proseParser({
    reasoning,
    calls: [{ marker: "<|tool_call>", parse: gemmaCall }],
    dropped: ["<|channel>", "<|channel>final\n"],
    inventions: ["<|tool_response>"],
  }),
  reasoning,
  callGrammar: callGrammarOf({ reasoning, call: gemmaCallGrammar }),
  notEndTexts: ["</s>"],
};

function* gemmaCall(reading: Reading): Parse<boolean> {
  const { input } = reading;
  yield* input.take("call");
  yield* input.take(":");
  const name = (yield* input.takeWhile((character) => /[\w.-]/u.test(character))).trim();
  const opener = yield* input.longest(["{", "("]);
  if (name === "" || opener === null) return false;
  reading.beginCall(name, null);
  const isWhole = yield* gemmaObject(
    input,
    opener === "{" ? "}" : ")",
    (key) => schemaValue(reading, name, key, (write) => gemmaValue(input, write)),
    (text) => {
      reading.arguments(text);
    },
  );
  if (!isWhole) return true;
  reading.endCall();
  yield* input.takeSpace();
  yield* input.take("<tool_call|>");
  return true;
}
