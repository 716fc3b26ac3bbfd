import { jsonString, jsonText, jsonWhole } from "./json-text";
import type { Input, Parse } from "./input";
import type { Reading } from "./reading";

/** `any`: the marker before it leaves no doubt. `known`: without a marker only a tool's own name makes JSON a call. */
export type AcceptedNames = "any" | "known";

/** What came of an attempt: `none` reported nothing; `broken` began a call that never ends. */
export type CallOutcome = "complete" | "broken" | "none";

/**
 * Where an object has its id, if it has one: `before` the arguments, or `behind` them. Arguments wait for an id behind them, since a call
 * begins with its id.
 */
export type IdPlace = "before" | "behind";

const nameKeys = ["name", "tool_name"];
const argumentKeys = ["arguments", "parameters"];
const idKeys = ["id", "tool_call_id"];

/**
 * Reads `{"name": …, "arguments": {…}}` and what models make of it: `parameters`, arguments as a string that holds JSON, ids, OpenAI's
 * `{"type": "function", "function": {…}}`, doubled braces. Arguments stream as they come once the name is known.
 */
export function* callObject(reading: Reading, names: AcceptedNames, ids: IdPlace = "before"): Parse<CallOutcome> {
  const reader = new CallObjectReader(reading, names, ids);
  return yield* reader.read();
}

/**
 * Reads one object or an array of them, or several objects with or without commas between. True: at least one call began. What breaks
 * later stays unread.
 */
export function* callObjects(reading: Reading, names: AcceptedNames, ids: IdPlace = "before"): Parse<boolean> {
  const { input } = reading;
  yield* input.takeSpace();
  const isArray = yield* input.take("[");
  if (isArray) yield* input.takeSpace();
  let count = 0;
  for (;;) {
    const mark = input.mark();
    if (count > 0) yield* separator(reading);
    const outcome = (yield* input.peek()) === "{" ? yield* callObject(reading, names, ids) : "none";
    if (outcome === "broken") return true;
    if (outcome === "none") {
      input.rewind(mark);
      break;
    }
    input.release(mark);
    count++;
    if (reading.isComplete) return true;
  }
  if (isArray && count > 0) yield* input.takeAfterSpace(["]"]);
  return count > 0;
}

/** Whether the JSON that comes next may be a call at all: an object, or an array of objects. */
export function* beginsCalls(reading: Reading): Parse<boolean> {
  const { input } = reading;
  return yield* input.lookahead(function* () {
    yield* input.takeSpace();
    if (yield* input.take("[")) yield* input.takeSpace();
    return (yield* input.peek()) === "{";
  });
}

/**
 * Reads the arguments of a call whose name stands before them: `{…}`. Returns `none` when no object comes next; nothing is reported then.
 */
export function* callWithArguments(reading: Reading, name: string, id: string | null): Parse<CallOutcome> {
  const { input } = reading;
  yield* input.takeSpace();
  if ((yield* input.peek()) !== "{") return "none";
  reading.beginCall(name, id);
  const isWhole = yield* jsonText(input, (text) => {
    reading.arguments(text);
  });
  if (!isWhole) return "broken";
  reading.endCall();
  return "complete";
}

/** A whole call without arguments. */
export function callWithoutArguments(reading: Reading, name: string, id: string | null): void {
  reading.beginCall(name, id);
  reading.arguments("{}");
  reading.endCall();
}

function* separator({ input }: Reading): Parse<void> {
  yield* input.takeSpace();
  if ((yield* input.takeAny([",", ";"])) !== null) yield* input.takeSpace();
}

class CallObjectReader {
  readonly #reading: Reading;
  readonly #names: AcceptedNames;
  readonly #ids: IdPlace;
  #name: string | null = null;
  #id: string | null = null;
  /** Arguments that came before the name. */
  #held: string | null = null;
  #begun = false;

  constructor(reading: Reading, names: AcceptedNames, ids: IdPlace) {
    this.#reading = reading;
    this.#names = names;
    this.#ids = ids;
  }

  *read(): Parse<CallOutcome> {
    const { input } = this.#reading;
    const isWhole = yield* this.#object();
    // The model has ended: whatever closers it forgot, arguments that are whole count.
    const isForgotten = !isWhole && this.#argumentsAreWhole && (yield* input.modelEnded());
    if (!isWhole && !isForgotten) return this.#begun ? "broken" : "none";
    if (!this.#begun) {
      if (this.#name === null || !this.#accepts(this.#name)) return "none";
      this.#begin(this.#name);
      this.#reading.arguments(this.#held ?? "{}");
    }
    this.#reading.endCall();
    return "complete";
  }

  #argumentsAreWhole = false;

  *#object(): Parse<boolean> {
    const { input } = this.#reading;
    if (!(yield* input.take("{"))) return false;
    const isDoubled = yield* input.take("{");
    for (;;) {
      yield* input.takeSpace();
      const key = yield* jsonString(input);
      if (key === null) return false;
      yield* input.takeSpace();
      if (!(yield* input.take(":"))) return false;
      yield* input.takeSpace();
      if (!(yield* this.#member(key))) return false;
      yield* input.takeSpace();
      if (yield* input.take(",")) continue;
      if (!(yield* input.take("}"))) return false;
      if (isDoubled) yield* input.take("}");
      return true;
    }
  }

  *#member(key: string): Parse<boolean> {
    const { input } = this.#reading;
    const next = yield* input.peek();
    if (key === "function" && next === "{") return yield* this.#object();
    if (nameKeys.includes(key) || (key === "function" && next === '"')) {
      this.#name ??= yield* jsonString(input);
      return this.#name !== null && this.#accepts(this.#name);
    }
    if (argumentKeys.includes(key)) return yield* this.#arguments(next);
    if (idKeys.includes(key) && next === '"') {
      this.#id = yield* jsonString(input);
      return this.#id !== null;
    }
    // Other JSON than a call ends the attempt at its first strange key, so that it is not held back for long.
    if (this.#names === "known" && key !== "type") return false;
    return (yield* jsonWhole(input)) !== null;
  }

  *#arguments(next: string): Parse<boolean> {
    const { input } = this.#reading;
    if (next === "{" && this.#name !== null && !this.#begun) {
      if (this.#ids === "behind") this.#id ??= yield* input.lookahead(() => idBehind(input));
      this.#begin(this.#name);
      this.#argumentsAreWhole = yield* jsonText(input, (text) => {
        this.#reading.arguments(text);
      });
      return this.#argumentsAreWhole;
    }
    const text = yield* jsonWhole(input);
    if (text === null || this.#begun) return text !== null;
    this.#held = objectText(text);
    this.#argumentsAreWhole = this.#held !== null;
    return this.#argumentsAreWhole;
  }

  #accepts(name: string): boolean {
    return name !== "" && (this.#names === "any" || this.#reading.knows(name));
  }

  #begin(name: string): void {
    this.#begun = true;
    this.#reading.beginCall(name, this.#id);
  }
}

/** Reads `{…}, "id": "…"`; the id, or null where none stands behind the arguments. */
function* idBehind(input: Input): Parse<string | null> {
  if ((yield* jsonWhole(input)) === null) return null;
  yield* input.takeSpace();
  if (!(yield* input.take(","))) return null;
  yield* input.takeSpace();
  const key = yield* jsonString(input);
  if (key === null || !idKeys.includes(key)) return null;
  yield* input.takeSpace();
  if (!(yield* input.take(":"))) return null;
  yield* input.takeSpace();
  return yield* jsonString(input);
}

/** The object that the arguments' text stands for: itself, one inside a string, or an empty one for nothing. Null: none. */
function objectText(text: string): string | null {
  const value: unknown = JSON.parse(text);
  if (value === null || value === "") return "{}";
  if (typeof value === "string") {
    try {
      const inner: unknown = JSON.parse(value);
      return isObject(inner) ? value.trim() : null;
    } catch {
      return null;
    }
  }
  return isObject(value) ? text : null;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
