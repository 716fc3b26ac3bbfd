import { runWithout, type Input, type Parse } from "./input";
import { jsonWord } from "./json-word";

type Expected = "value" | "valueOrClose" | "key" | "keyOrClose" | "colon" | "commaOrClose";

const simpleEscapes = `"\\/bfnrt`;
/** What stands for itself in a string. */
const plainRun = runWithout(['"', "\\", ...Array.from({ length: 0x20 }, (_, code) => String.fromCodePoint(code))]);
/**
 * Reads one JSON value and passes it on piece by piece, as it is written, once each piece has proved to be JSON so far. What has only one
 * sensible meaning is repaired: raw line breaks and tabs in strings, needless backslashes, Python's literals, objects in doubled braces.
 * Returns false where it breaks or the output ends; the input then stands behind the last piece that was passed on.
 */
export function* jsonText(input: Input, emit: (text: string) => void): Parse<boolean> {
  const reader = new JsonReader(input, emit);
  return yield* reader.value();
}

/** Reads one JSON string; its meaning, or null where there is none. */
export function* jsonString(input: Input): Parse<string | null> {
  if ((yield* input.peek()) !== '"') return null;
  const text = yield* jsonWhole(input);
  return text === null ? null : (JSON.parse(text) as string);
}

/** Reads one JSON value; its text, or null where there is none. */
export function* jsonWhole(input: Input): Parse<string | null> {
  let text = "";
  const isWhole = yield* jsonText(input, (piece) => {
    text += piece;
  });
  return isWhole ? text : null;
}

class JsonReader {
  readonly #input: Input;
  readonly #emit: (text: string) => void;
  /** What each open value is closed with: one bracket, or two for doubled braces. */
  readonly #closers: string[] = [];

  constructor(input: Input, emit: (text: string) => void) {
    this.#input = input;
    this.#emit = emit;
  }

  *value(): Parse<boolean> {
    let expected: Expected = "value";
    for (;;) {
      const space = yield* this.#input.takeSpace();
      const next = yield* this.#input.peek();
      if (next === "") return false;
      this.#emit(space);
      const following: Expected | null = yield* this.#step(expected, next);
      if (following === null) return false;
      expected = following;
      if (expected === "commaOrClose" && this.#closers.length === 0) return true;
    }
  }

  /** Reads one element; what may follow it, or null where it breaks. */
  *#step(expected: Expected, next: string): Parse<Expected | null> {
    const closer = this.#closers.at(-1) ?? "";
    const mayClose = expected === "commaOrClose" || expected === "keyOrClose" || expected === "valueOrClose";
    if (mayClose && closer.startsWith(next)) return yield* this.#close(closer);
    switch (expected) {
      case "colon":
        return this.#punctuation(next, ":", "value");
      case "commaOrClose":
        return this.#punctuation(next, ",", closer === "]" ? "value" : "key");
      case "key":
      case "keyOrClose":
        return next === '"' && (yield* this.#string()) ? "colon" : null;
      case "value":
      case "valueOrClose":
        return yield* this.#begin(next);
    }
  }

  #punctuation(next: string, wanted: string, then: Expected): Expected | null {
    if (next !== wanted) return null;
    this.#emit(this.#input.takeCharacter());
    return then;
  }

  *#begin(next: string): Parse<Expected | null> {
    if (next === "{") {
      this.#emit(this.#input.takeCharacter());
      this.#closers.push((yield* this.#input.take("{")) ? "}}" : "}");
      return "keyOrClose";
    }
    if (next === "[") {
      this.#emit(this.#input.takeCharacter());
      this.#closers.push("]");
      return "valueOrClose";
    }
    if (next === '"') return (yield* this.#string()) ? "commaOrClose" : null;
    return yield* this.#scalar();
  }

  *#close(closer: string): Parse<Expected | null> {
    this.#input.skip(1);
    this.#emit(closer.charAt(0));
    this.#closers.pop();
    if (closer === "}}") yield* this.#input.take("}");
    return "commaOrClose";
  }

  *#scalar(): Parse<Expected | null> {
    const mark = this.#input.mark();
    const word = yield* this.#input.takeWhile((character) => /[-+.\w]/u.test(character));
    const text = jsonWord(word);
    if (text === undefined) {
      this.#input.rewind(mark);
      return null;
    }
    this.#input.release(mark);
    this.#emit(text);
    return "commaOrClose";
  }

  *#string(): Parse<boolean> {
    const input = this.#input;
    this.#emit(input.takeCharacter());
    for (;;) {
      this.#emit(input.takeRun(plainRun));
      const next = yield* input.peek();
      if (next === "") return false;
      if (next === "\\") {
        if (!(yield* this.#escape())) return false;
        continue;
      }
      input.takeCharacter();
      this.#emit(next < " " ? JSON.stringify(next).slice(1, -1) : next);
      if (next === '"') return true;
    }
  }

  *#escape(): Parse<boolean> {
    const input = this.#input;
    const mark = input.mark();
    input.skip(1);
    const kind = yield* input.peek();
    const digits = kind === "u" ? yield* this.#hexDigits() : "";
    if (kind === "" || (kind === "u" && digits.length < 4 && (yield* input.peek()) === "")) {
      input.rewind(mark);
      return false;
    }
    input.release(mark);
    if (digits.length === 4) this.#emit(`\\u${digits}`);
    else if (kind === "u") this.#emit(`\\\\u${digits}`);
    else if (simpleEscapes.includes(kind)) this.#emit(`\\${input.takeCharacter()}`);
    else if (kind === "'") this.#emit(input.takeCharacter());
    // A backslash that escapes nothing (`\d`) is meant as itself.
    else this.#emit("\\\\");
    return true;
  }

  *#hexDigits(): Parse<string> {
    this.#input.skip(1);
    let digits = "";
    while (digits.length < 4 && /[\da-f]/iu.test(yield* this.#input.peek())) digits += this.#input.takeCharacter();
    return digits;
  }
}
