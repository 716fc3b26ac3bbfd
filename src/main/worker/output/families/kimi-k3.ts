import { literal } from "../../grammar/grammar-builder";
import { jsonArguments } from "../argument-grammar";
import { callGrammarOf, sequence } from "../call-grammar";
import type { Parse } from "../input";
import { jsonText } from "../json-text";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";
import { TaggedArguments } from "../tagged-arguments";

const open = (tag: string) => `<|open|>${tag}<|sep|>`;
const close = (tag: string) => `<|close|>${tag}<|sep|>`;
const reasoning = { open: open("think"), close: close("think") };

/** Sections `<|open|>tag attributes<|sep|>…<|close|>tag<|sep|>`: think, response, tools with calls, then the message's end. */
export const kimiK3: OutputFamily = {
  name: "kimi-k3",
  matches: (template) => ["<|open|>", "<|close|>", "<|end_of_msg|>"].every((text) => template.includes(text)),
  parser: proseParser({
    reasoning,
    answers: [open("response")],
    dropped: [close("response")],
    ends: [close("message"), "<|end_of_msg|>"],
    calls: [
      { marker: open("tools"), parse: sectionCalls },
      { marker: "<|open|>call ", keepsMarker: true, parse: sectionCalls },
    ],
  }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: open("response") + close("response") + open("tools"),
    after: close("tools") + close("message"),
    call: (builder, tool) =>
      sequence(
        literal(`<|open|>call tool="${escaped(tool.name)}" index="`),
        "[1-9] [0-9]?",
        literal(`"<|sep|>${open('json type="object"')}`),
        jsonArguments(builder, tool),
        literal(close("json") + close("call")),
      ),
  }),
  endTexts: ["<|end_of_msg|>"],
};

function* sectionCalls(reading: Reading): Parse<boolean> {
  const { input } = reading;
  let count = 0;
  for (;;) {
    const name = (yield* input.attempt(() => openTag(reading, "call", "tool")))?.get("tool");
    if (name === undefined) break;
    count++;
    reading.beginCall(name, null);
    if (!(yield* body(reading, name))) return true;
    reading.endCall();
  }
  if (count > 0) yield* input.takeAfterSpace([close("tools")]);
  return count > 0;
}

/** Arguments one by one, or as one JSON object; false where they break. */
function* body(reading: Reading, tool: string): Parse<boolean> {
  const { input } = reading;
  const written = new TaggedArguments(reading, tool);
  const closers = [{ text: close("argument") }];
  for (;;) {
    const tag = yield* input.attempt(() => openTag(reading, "argument", "key"));
    const key = tag?.get("key");
    if (key === undefined) break;
    const type = tag?.get("type");
    const said = written.knows(key) || type === undefined ? undefined : type === "string" ? "string" : "json";
    if (!(yield* written.member(key, closers, said))) return false;
  }
  if ((yield* input.attempt(() => openTag(reading, "json", "type"))) !== null) return yield* wholeObject(reading);
  if ((yield* input.takeAfterSpace([close("call")])) === null && !(yield* input.modelEnded())) return false;
  written.end();
  return true;
}

function* wholeObject(reading: Reading): Parse<boolean> {
  const { input } = reading;
  yield* input.takeSpace();
  const isWhole = yield* jsonText(input, (text) => {
    reading.arguments(text);
  });
  if (!isWhole) return false;
  yield* input.takeAfterSpace([close("json")]);
  return (yield* input.takeAfterSpace([close("call")])) !== null || (yield* input.modelEnded());
}

/** Reads `<|open|>tag key="value"…<|sep|>`; null when it is another tag or lacks this attribute. */
function* openTag({ input }: Reading, tag: string, key: string): Parse<ReadonlyMap<string, string> | null> {
  if ((yield* input.takeAfterSpace([`<|open|>${tag} `])) === null) return null;
  const text = yield* input.takeUntil(["<|sep|>"]);
  const pairs = (text?.text ?? "").matchAll(/(\w+)="([^"]*)"/gu);
  const values = new Map([...pairs].map(([, name = "", value = ""]) => [name, plain(value)]));
  return values.has(key) ? values : null;
}

function plain(value: string): string {
  return value.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

function escaped(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}
