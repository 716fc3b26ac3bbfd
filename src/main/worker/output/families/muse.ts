import { literal } from "../../grammar/grammar-builder";
import { taggedArguments } from "../argument-grammar";
import { sequence } from "../call-grammar";
import { CoroutineParser } from "../coroutine-parser";
import type { Parse } from "../input";
import { invokeCalls } from "../invoke-tags";
import { messageBody } from "../message-body";
import { messageGrammarOf } from "../message-grammar";
import type { OutputFamily } from "../output-family";
import type { Reading } from "../reading";

const enders = ["<|eom|>", "<|eot|>", "<|start|>"];
const tags = { prefixes: ["atem:"], blockClosers: ["</atem:function_calls>"] };

/** Messages to somebody: ` to=self` is reasoning, ` to=user` the answer, ` to=f` a call: Muse Glimmer. */
export const muse: OutputFamily = {
  name: "muse",
  matches: (template) => template.includes("<atem:function_calls>"),
  parser: (start) => new CoroutineParser(start, readMessages),
  reasoning: { open: " to=self<|message|>", close: "<|eom|><|start|>assistant to=user<|message|>" },
  callGrammar: messageGrammarOf(
    { open: " to=self<|message|>", close: "<|eom|>", next: "<|start|>assistant" },
    {
      between: "<|eom|><|start|>assistant",
      call: (builder, tool) =>
        sequence(
          literal(` to=${tool.name}<|message|><atem:function_calls>\n<atem:invoke name="${tool.name}">\n`),
          taggedArguments(builder, tool, {
            open: (key) => `<atem:parameter name="${key}">`,
            close: "</atem:parameter>\n",
          }),
          literal("</atem:invoke>\n</atem:function_calls>"),
        ),
    },
  ),
  endTexts: ["<|eot|>"],
};

function* readMessages(reading: Reading): Parse<void> {
  const { input } = reading;
  let recipient: string | null = reading.isReasoning ? "self" : yield* header(reading);
  for (;;) {
    yield* body(reading, recipient ?? "user");
    if (reading.isComplete || (yield* input.peek()) === "") return;
    recipient = yield* header(reading);
  }
}

/** Reads ` to=f<|message|>`, with what stands before it; null, and nothing is read, where no message begins. */
function* header({ input }: Reading): Parse<string | null> {
  yield* input.takeAny(["<|start|>assistant", "<|start|>"]);
  const mark = input.mark();
  yield* input.takeSpace();
  const text = yield* input.takeWhile((character) => /[^<\n]/u.test(character));
  if (yield* input.take("<|message|>")) {
    input.release(mark);
    return /to=\s*(\S+)/u.exec(text)?.[1] ?? "user";
  }
  input.rewind(mark);
  return null;
}

function* body(reading: Reading, recipient: string): Parse<void> {
  const isTool = recipient !== "self" && recipient !== "user" && reading.start.tools.length > 0;
  if (isTool) yield* calls(reading);
  reading.isReasoning = recipient === "self";
  const marker = yield* messageBody(reading, enders, (text) => {
    if (recipient === "self") reading.reasoning(text);
    else reading.content(text);
  });
  reading.isReasoning = false;
  if (marker === "<|eot|>") reading.complete();
}

/** Blocks of calls up to the end of their message. */
function* calls(reading: Reading): Parse<void> {
  const { input } = reading;
  for (;;) {
    const mark = input.mark();
    if ((yield* input.takeAfterSpace(["<atem:function_calls>"])) === null) return;
    if (!(yield* invokeCalls(reading, tags))) {
      input.rewind(mark);
      return;
    }
    if (reading.isComplete) return;
  }
}
