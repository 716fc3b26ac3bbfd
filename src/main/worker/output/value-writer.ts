import { Input } from "./input";
import { pythonLiteral } from "./python-literal";
import { jsonTypeOf, type ValueKind } from "./value-kind";

const nothings = ["null", "none"];

/** Turns the raw text of one value into JSON. Text streams as soon as it cannot be anything else; other values wait for their end. */
export class ValueWriter {
  readonly #kind: ValueKind;
  readonly #emit: (json: string) => void;
  #held = "";
  #isString: boolean;

  constructor(kind: ValueKind, emit: (json: string) => void) {
    this.#kind = kind;
    this.#emit = emit;
    this.#isString = kind.type === "string";
    if (this.#isString) emit('"');
  }

  push(text: string): void {
    if (this.#isString) {
      this.#emit(escaped(text));
      return;
    }
    this.#held += text;
    if (this.#kind.type !== "either" || this.#mayBeJson(this.#kind.jsonTypes)) return;
    this.#isString = true;
    this.#emit(`"${escaped(this.#held)}`);
  }

  close(): void {
    if (this.#isString) this.#emit('"');
    else if (this.#kind.type === "either") this.#emit(jsonOfTypes(this.#held, this.#kind.jsonTypes));
    else this.#emit(jsonOf(this.#held) ?? JSON.stringify(this.#held));
  }

  /** A string that may only be null besides cannot be, once it is no beginning of that word. */
  #mayBeJson(types: ReadonlySet<string>): boolean {
    if (types.size > 1 || !types.has("null")) return true;
    return nothings.some((word) => word.startsWith(this.#held.trim().toLowerCase()));
  }
}

function jsonOfTypes(text: string, types: ReadonlySet<string>): string {
  const json = jsonOf(text);
  return json !== null && types.has(jsonTypeOf(JSON.parse(json))) ? json : JSON.stringify(text);
}

/** The JSON that a text is or is meant to be; null: none. */
function jsonOf(text: string): string | null {
  const trimmed = text.trim();
  const word = trimmed.toLowerCase();
  if (word === "true" || word === "false" || word === "null") return word;
  if (word === "none") return "null";
  try {
    JSON.parse(trimmed);
    return trimmed;
  } catch {
    return fromPython(trimmed);
  }
}

/** Templates print values of history as Python does, and models imitate them. */
function fromPython(text: string): string | null {
  const input = new Input();
  input.push(text, false);
  input.close("model");
  let json = "";
  const { done, value } = pythonLiteral(input, (piece) => {
    json += piece;
  }).next();
  return done === true && value && input.next === "" ? json : null;
}

/** The text as the inside of a JSON string. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
