import type { Parse } from "./input";
import type { Reading } from "./reading";
import { TaggedArguments } from "./tagged-arguments";

export interface InvokeTags {
  /** What stands before the words `invoke` and `parameter`; models write more than one spelling. */
  readonly prefixes: readonly string[];
  /** What ends the block around the calls. */
  readonly blockClosers: readonly string[];
}

interface Attributes {
  readonly name: string;
  /** Whether the model calls the value a string, where its tags say so. */
  readonly string: string | undefined;
}

/**
 * Reads `<invoke name="f"><parameter name="k">value</parameter></invoke>`, repeated, and the block's closer. True: at least one call began.
 * What breaks stays unread.
 */
export function* invokeCalls(reading: Reading, tags: InvokeTags, names: "any" | "known" = "any"): Parse<boolean> {
  const { input } = reading;
  const opens = tags.prefixes.map((prefix) => `<${prefix}invoke`);
  let count = 0;
  for (;;) {
    const mark = input.mark();
    const name = (yield* input.attempt(() => namedTag(reading, opens)))?.name;
    if (name === undefined || (names === "known" && !reading.knows(name))) {
      input.rewind(mark);
      break;
    }
    count++;
    reading.beginCall(name, null);
    const written = new TaggedArguments(reading, name);
    if (!(yield* parameters(reading, written, tags))) return true;
    written.end();
    reading.endCall();
    if (reading.isComplete) return true;
  }
  if (count > 0) yield* input.takeAfterSpace(tags.blockClosers);
  return count > 0;
}

/** Up to the call's end; false where it breaks. */
function* parameters(reading: Reading, written: TaggedArguments, tags: InvokeTags): Parse<boolean> {
  const { input } = reading;
  const tag = (before: string, word: string) => tags.prefixes.map((prefix) => `${before}${prefix}${word}`);
  const opens = tag("<", "parameter");
  const closes = tag("</", "invoke>");
  const closers = [
    ...tag("</", "parameter>").map((text) => ({ text, confirm: () => input.continuesWith([...opens, ...closes]) })),
    ...closes.map((text) => ({
      text,
      confirm: () => input.continuesWith([...tag("<", "invoke"), ...tags.blockClosers]),
      isKept: true,
    })),
  ];
  for (;;) {
    const said = yield* input.attempt(() => namedTag(reading, opens));
    if (said === null) return (yield* input.takeAfterSpace(closes)) !== null || (yield* input.modelEnded());
    if (!(yield* written.member(said.name, closers, kindSaid(said.string)))) return false;
  }
}

function kindSaid(isString: string | undefined): "string" | "json" | undefined {
  if (isString === "true") return "string";
  return isString === "false" ? "json" : undefined;
}

/** Reads one of the tags with its attributes; null when its end does not come before another tag or line, or it has no name. */
function* namedTag({ input }: Reading, opens: readonly string[]): Parse<Attributes | null> {
  if ((yield* input.takeAfterSpace(opens)) === null) return null;
  const text = yield* input.takeWhile((character) => /[^<>\n]/u.test(character));
  if (!(yield* input.take(">"))) return null;
  const pairs = text.matchAll(/(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu);
  const values = new Map([...pairs].map(([, key = "", double, single]) => [key, double ?? single ?? ""]));
  const name = values.get("name");
  return name === undefined ? null : { name, string: values.get("string") };
}
