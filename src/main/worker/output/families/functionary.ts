import { literal } from "../../grammar/grammar-builder";
import { jsonArguments } from "../argument-grammar";
import { callGrammarOf, sequence } from "../call-grammar";
import { codeCall } from "../code-call";
import { CoroutineParser } from "../coroutine-parser";
import type { Parse } from "../input";
import { callWithArguments } from "../json-call";
import { messageBody } from "../message-body";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";

/** `<function=f>{…}</function>`, repeated: Functionary 3.1, Llama with custom tags. */
export const functionTags: OutputFamily = {
  name: "function-tags",
  matches: (template) => template.includes("<function="),
  parser: proseParser({
    reasoning: null,
    calls: [
      { marker: "<function=", parse: taggedCall },
      { marker: "<|python_tag|>", parse: codeCall },
    ],
    dropped: ["<|python_tag|>"],
  }),
  reasoning: null,
  callGrammar: callGrammarOf({
    reasoning: null,
    call: (builder, tool) =>
      sequence(literal(`<function=${tool.name}>`), jsonArguments(builder, tool), literal("</function>")),
  }),
};

/** `all⏎text` or `f⏎{…}`, parted by `>>>`: Functionary 3.2. */
export const functionary32: OutputFamily = {
  name: "functionary-3.2",
  matches: (template) => template.includes(">>>all"),
  parser: (start) => new CoroutineParser(start, readRecipients),
  reasoning: null,
  callGrammar: callGrammarOf({
    reasoning: null,
    between: ">>>",
    call: (builder, tool) => sequence(literal(`${tool.name}\n`), jsonArguments(builder, tool)),
  }),
};

function* taggedCall(reading: Reading): Parse<boolean> {
  const { input } = reading;
  const name = yield* input.takeWhile((character) => /[^\s<>]/u.test(character));
  if (name === "" || !(yield* input.take(">"))) return false;
  const outcome = yield* callWithArguments(reading, name, null);
  if (outcome === "complete") yield* input.takeAfterSpace(["</function>"]);
  return outcome !== "none";
}

function* readRecipients(reading: Reading): Parse<void> {
  const { input, start } = reading;
  const recipients = ["all", ...start.tools.map(({ name }) => name)].map((name) => `${name}\n`);
  let recipient = yield* input.takeAfterSpace(recipients);
  while (!reading.isComplete && (yield* input.peek()) !== "") {
    if (recipient !== null && recipient !== "all\n") {
      recipient = yield* addressedCall(reading, recipient, recipients);
      if (recipient !== null) continue;
    }
    recipient = yield* addressedText(reading, recipients);
  }
}

/** Reads a call's arguments; the next recipient, or null where text follows. */
function* addressedCall(reading: Reading, recipient: string, recipients: readonly string[]): Parse<string | null> {
  if ((yield* callWithArguments(reading, recipient.trimEnd(), null)) === "none") {
    reading.content(recipient);
    return null;
  }
  return nameBehind(yield* reading.input.takeAfterSpace(recipients.map((name) => `>>>${name}`)));
}

/** Reads text up to the next recipient; null at the end of the output. */
function* addressedText(reading: Reading, recipients: readonly string[]): Parse<string | null> {
  const markers = recipients.flatMap((name) => [`\n>>>${name}`, `>>>${name}`]);
  return nameBehind(
    yield* messageBody(reading, markers, (text) => {
      reading.content(text);
    }),
  );
}

function nameBehind(marker: string | null): string | null {
  return marker?.trimStart().slice(">>>".length) ?? null;
}
