import type { Input, Parse } from "./input";
import { jsonWord } from "./json-word";
import { pythonLiteral } from "./python-literal";

type Write = (jsonText: string) => void;

const quote = '<|"|>';
const callCloser = "<tool_call|>";

/**
 * Reads one value as Gemma 4 writes it, `<|"|>text<|"|>`, `2`, `{k:…}`, `[…]`, and writes it as JSON. Nothing in a text is an escape. False:
 * it breaks off; what was written by then stays.
 */
export function* gemmaValue(input: Input, write: Write): Parse<boolean> {
  yield* input.takeSpace();
  if (yield* input.take(quote)) return yield* quoted(input, write);
  const next = yield* input.peek();
  if (next === "{") return yield* gemmaObject(input, "}", () => gemmaValue(input, write), write);
  if (next === "[") return yield* list(input, write);
  if (next === '"' || next === "'") return yield* pythonLiteral(input, write);
  return yield* bare(input, write);
}

/**
 * Reads `k:…,k:…` up to the closer, with the opening bracket before it.
 * @param member reads the value of a key whose name is not yet written
 */
export function* gemmaObject(
  input: Input,
  closer: string,
  member: (key: string) => Parse<boolean>,
  write: Write,
): Parse<boolean> {
  input.takeCharacter();
  write("{");
  for (let count = 0; ; count++) {
    yield* input.takeSpace();
    if (yield* input.take(closer)) break;
    const key = yield* gemmaKey(input);
    if (key === null) return false;
    write(`${count > 0 ? ", " : ""}${JSON.stringify(key)}: `);
    if (!(yield* member(key))) return false;
    yield* input.takeSpace();
    if (!(yield* input.take(",")) && !(yield* input.starts(closer))) return false;
  }
  write("}");
  return true;
}

/** A key with its colon; models also quote keys and write `k=`. */
function* gemmaKey(input: Input): Parse<string | null> {
  yield* input.takeAny([quote, '"', "'"]);
  const key = (yield* input.takeWhile((character) => /[^:=<>"'{}[\],]/u.test(character))).trim();
  yield* input.takeAny([quote, '"', "'"]);
  yield* input.takeSpace();
  return key !== "" && (yield* input.takeAny([":", "="])) !== null ? key : null;
}

function* quoted(input: Input, write: Write): Parse<boolean> {
  write('"');
  while (!(yield* input.take(quote))) {
    if ((yield* input.peek()) === "") return false;
    write(inJsonString(input.takeCharacter()));
  }
  write('"');
  return true;
}

function* list(input: Input, write: Write): Parse<boolean> {
  input.takeCharacter();
  write("[");
  for (let count = 0; ; count++) {
    yield* input.takeSpace();
    if (yield* input.take("]")) break;
    if (count > 0) write(", ");
    if (!(yield* gemmaValue(input, write))) return false;
    yield* input.takeSpace();
    if (!(yield* input.take(",")) && !(yield* input.starts("]"))) return false;
  }
  write("]");
  return true;
}

/** A number or a word; or a text whose opening quote is missing, which then may hold commas. */
function* bare(input: Input, write: Write): Parse<boolean> {
  const word = (yield* input.lookahead(() => input.takeWhile((character) => /[^,}\])<]/u.test(character)))).trim();
  const json = jsonWord(word);
  if (json === undefined) {
    const text = yield* unopened(input);
    if (text === null && word === "") return false;
    if (text !== null) {
      write(JSON.stringify(text));
      return true;
    }
  }
  yield* input.takeWhile((character) => /[^,}\])<]/u.test(character));
  if ((yield* input.peek()) === "") return false;
  write(json ?? JSON.stringify(word));
  return true;
}

/** Reads up to a quote that can only close. Null, and nothing read: the next quote opens another value, or there is none. */
function* unopened(input: Input): Parse<string | null> {
  const found = yield* input.lookahead(() => input.takeUntil([quote, callCloser]));
  if (found?.closer !== quote || /[:=,[{]\s*$/u.test(found.text)) return null;
  yield* input.takeUntil([quote]);
  return found.text;
}

function inJsonString(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
