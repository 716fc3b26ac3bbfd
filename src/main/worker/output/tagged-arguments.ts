import type { JsonSchema } from "../../core/engine/conversation";
import { runWithout, type Input, type Parse } from "./input";
import type { Reading } from "./reading";
import { parameterSchema, valueKind, type ValueKind } from "./value-kind";
import { ValueWriter } from "./value-writer";

/** What may end a value between tags. */
export interface ValueCloser {
  readonly text: string;
  /** It stays unread: it is another element's beginning. */
  readonly isKept?: boolean;
  /** Looks at what stands behind it; false: it is a part of the value. Nothing of what it reads is read in truth. */
  readonly confirm?: () => Parse<boolean>;
}

/** Writes arguments that stand between tags as the text of one JSON object, each value by the tool's schema. */
export class TaggedArguments {
  readonly #reading: Reading;
  readonly #schema: JsonSchema | undefined;
  #isEmpty = true;

  constructor(reading: Reading, tool: string) {
    this.#reading = reading;
    this.#schema = reading.start.tools.find(({ name }) => name === tool)?.parameters;
  }

  /** Whether the tool has a parameter of this name. */
  knows(key: string): boolean {
    return parameterSchema(this.#schema, key) !== undefined;
  }

  /**
   * Reads a value up to its closer. False: the output ended inside it.
   * @param said how the model itself says that the value is to be read; default: by the schema
   */
  *member(key: string, closers: readonly ValueCloser[], said?: "string" | "json"): Parse<boolean> {
    const kind: ValueKind = said === undefined ? this.kind(key) : { type: said };
    this.beginMember(key);
    const writer = new ValueWriter(kind, (text) => {
      this.#reading.arguments(text);
    });
    const closed = yield* textBefore(this.#reading.input, closers, (text) => {
      writer.push(text);
    });
    if (closed) writer.close();
    return closed;
  }

  kind(key: string): ValueKind {
    return valueKind(parameterSchema(this.#schema, key), this.#schema);
  }

  /** Reports a member's name; its value's JSON follows by `reading.arguments`. */
  beginMember(key: string): void {
    this.#reading.arguments(`${this.#isEmpty ? "{" : ", "}${JSON.stringify(key)}: `);
    this.#isEmpty = false;
  }

  /** Closes the object. */
  end(): void {
    this.#reading.arguments(this.#isEmpty ? "{}" : "}");
  }
}

/** Reads text up to the first closer that counts, and the closer. False: the output ended before one. */
function* textBefore(input: Input, closers: readonly ValueCloser[], emit: (text: string) => void): Parse<boolean> {
  const texts = closers.map(({ text }) => text);
  const firstCharacters = new Set(texts.map((text) => text.charAt(0)));
  const run = runWithout(firstCharacters);
  for (;;) {
    const next = yield* input.peek();
    if (next === "") return false;
    const text = firstCharacters.has(next) ? yield* input.longest(texts) : null;
    for (const closer of closers) {
      if (closer.text === text && (yield* counts(input, closer))) {
        if (closer.isKept !== true) input.skip(text.length);
        return true;
      }
    }
    emit(input.takeRun(run) || input.takeCharacter());
  }
}

function* counts(input: Input, { text, confirm }: ValueCloser): Parse<boolean> {
  if (confirm === undefined) return true;
  return yield* input.lookahead(function* () {
    input.skip(text.length);
    return yield* confirm();
  });
}
