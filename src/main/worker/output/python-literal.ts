import type { Input, Parse } from "./input";
import { jsonWord } from "./json-word";

/** Takes the pieces of a value's JSON text as they become certain. */
type Write = (jsonText: string) => void;

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\u0007",
  "0": "\0",
  "\n": "",
  "/": "/",
  '"': '"',
  "'": "'",
  "\\": "\\",
};

const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * Reads one literal of Python, or of JSON, and writes it as JSON. False: there is none, or it breaks off; what was written by
 * then stays. Strings are written while they come, numbers and words when they have ended.
 */
export function* pythonLiteral(input: Input, write: Write): Parse<boolean> {
  yield* input.takeSpace();
  const next = yield* input.peek();
  if (next === '"' || next === "'") return yield* pythonString(input, write);
  if (next === "[" || next === "(") return yield* sequence(input, write, next === "[" ? "]" : ")");
  if (next === "{") return yield* dictionary(input, write);
  const json = wordAsJson(yield* input.takeWhile((character) => /[\w.+-]/u.test(character)));
  if (json !== null) write(json);
  return json !== null;
}

/** A number or a constant as JSON; null for any other word. */
function wordAsJson(word: string): string | null {
  const plain = word.replaceAll(/(?<=\d)_(?=\d)/gu, "");
  const json = jsonWord(plain);
  if (json !== undefined) return json;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u.test(plain)) return null;
  return JSON.stringify(Number(plain));
}

function* sequence(input: Input, write: Write, closer: string): Parse<boolean> {
  input.takeCharacter();
  write("[");
  for (let count = 0; ; count++) {
    yield* input.takeSpace();
    if (yield* input.take(closer)) break;
    if (count > 0) write(", ");
    if (!(yield* pythonLiteral(input, write))) return false;
    if (!(yield* separator(input, closer))) return false;
  }
  write("]");
  return true;
}

function* dictionary(input: Input, write: Write): Parse<boolean> {
  input.takeCharacter();
  write("{");
  for (let count = 0; ; count++) {
    yield* input.takeSpace();
    if (yield* input.take("}")) break;
    if (count > 0) write(", ");
    let key = "";
    if (!(yield* pythonLiteral(input, (text) => (key += text)))) return false;
    write(key.startsWith('"') ? key : JSON.stringify(key));
    yield* input.takeSpace();
    if (!(yield* input.take(":"))) return false;
    write(": ");
    if (!(yield* pythonLiteral(input, write))) return false;
    if (!(yield* separator(input, "}"))) return false;
  }
  write("}");
  return true;
}

/** Between two members: a comma, or the closer, which stays unread. */
function* separator(input: Input, closer: string): Parse<boolean> {
  yield* input.takeSpace();
  return (yield* input.take(",")) || (yield* input.starts(closer));
}

/** Templates print the strings of history without escapes, and models imitate it: a quote ends a string only where one may end. */
function* pythonString(input: Input, write: Write): Parse<boolean> {
  const quote = input.takeCharacter();
  write('"');
  for (;;) {
    const character = yield* input.peek();
    if (character === "") return false;
    input.skip(character.length);
    if (character === "\\") write(inJsonString(yield* escaped(input)));
    else if (character !== quote) write(inJsonString(character));
    else if (yield* input.lookahead(() => mayFollowValue(input))) break;
    else write(inJsonString(quote));
  }
  write('"');
  return true;
}

function* mayFollowValue(input: Input): Parse<boolean> {
  yield* input.takeSpace();
  return ",)]}:".includes(yield* input.peek());
}

/** The character that an escape stands for; one that is no escape stands for itself. */
function* escaped(input: Input): Parse<string> {
  const letter = yield* input.peek();
  input.skip(letter.length);
  const digits = hexDigits[letter];
  if (digits === undefined) return escapes[letter] ?? `\\${letter}`;
  let hex = "";
  while (hex.length < digits && /^[0-9a-fA-F]$/u.test(yield* input.peek())) hex += input.takeCharacter();
  const code = Number.parseInt(hex, 16);
  return hex.length === digits && code <= 0x10ffff ? String.fromCodePoint(code) : `\\${letter}${hex}`;
}

/** Halves of a surrogate pair stay escapes, since alone they are no text. */
function inJsonString(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
