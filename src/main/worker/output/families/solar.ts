import { literal } from "../../grammar/grammar-builder";
import { jsonArguments } from "../argument-grammar";
import { sequence } from "../call-grammar";
import type { Parse } from "../input";
import { callWithArguments } from "../json-call";
import { messageGrammarOf } from "../message-grammar";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";

const reasoning = { open: "<|think|>", close: "<|end|>" };

/** Messages of one kind each, `<|think|>…<|end|>`, `<|content|>…<|end|>`, `<|tool_calls|>…<|calls|>`: Solar Open. */
export const solar: OutputFamily = {
  name: "solar",
  matches: (template) => template.includes("<|tool_call:begin|>"),
  parser: proseParser({
    reasoning,
    calls: [{ marker: "<|tool_call:begin|>", parse: solarCall }],
    dropped: ["<|begin|>assistant", "<|content|>", "<|tool_calls|>", "<|calls|>", "<|flush|>"],
  }),
  reasoning,
  callGrammar: messageGrammarOf(
    { ...reasoning, next: "<|begin|>assistant" },
    {
      before: "<|tool_calls|>",
      call: (builder, tool) =>
        sequence(
          literal("<|tool_call:begin|>"),
          "[a-z0-9]{10}",
          literal(`<|tool_call:name|>${tool.name}<|tool_call:args|>`),
          jsonArguments(builder, tool),
          literal("<|tool_call:end|>"),
        ),
    },
  ),
  endTexts: ["<|calls|>", "<|flush|>"],
  notEndTexts: ["<|end|>"],
};

/** `ID<|tool_call:name|>f<|tool_call:args|>{…}<|tool_call:end|>`, the marker before it read. */
function* solarCall(reading: Reading): Parse<boolean> {
  const { input } = reading;
  const id = yield* input.takeWhile((character) => character !== "<");
  if (!(yield* input.take("<|tool_call:name|>"))) return false;
  const name = yield* input.takeWhile((character) => character !== "<");
  if (name === "" || !(yield* input.take("<|tool_call:args|>"))) return false;
  const outcome = yield* callWithArguments(reading, name, id === "" ? null : id);
  if (outcome === "complete") yield* input.takeAfterSpace(["<|tool_call:end|>"]);
  return outcome !== "none";
}
