import type { ToolDefinition } from "../../core/engine/conversation";
import { literal, type GrammarBuilder } from "../grammar/grammar-builder";
import { taggedArguments } from "./argument-grammar";
import { sequence } from "./call-grammar";
import type { Parse } from "./input";
import type { CallOpener } from "./prose";
import type { Reading } from "./reading";
import { TaggedArguments, type ValueCloser } from "./tagged-arguments";

export interface FunctionTags {
  /** Around each call. */
  readonly open: string;
  readonly close: string;
  /** One of these on each side of a value belongs to the tags. */
  readonly padding: "\n" | "";
}

/** `<open><function=f><parameter=k>value</parameter></function><close>`. */
export function functionTagCalls(tags: FunctionTags): readonly CallOpener[] {
  return [
    { marker: tags.open, parse: (reading) => new FunctionTagReader(reading, tags).markedCall() },
    // Models leave out the opening tag when they come from prose; then only a tool's own name is a sign.
    {
      marker: "<function=",
      insideReasoning: false,
      parse: (reading) => new FunctionTagReader(reading, tags).call("known"),
    },
  ];
}

/** GBNF of one call. */
export function functionTagCall(builder: GrammarBuilder, tool: ToolDefinition, tags: FunctionTags): string {
  return sequence(
    literal(`${tags.open}\n<function=${tool.name}>\n`),
    taggedArguments(builder, tool, {
      open: (key) => `<parameter=${key}>${tags.padding}`,
      close: `${tags.padding}</parameter>\n`,
    }),
    literal(`</function>\n${tags.close}`),
  );
}

class FunctionTagReader {
  readonly #reading: Reading;
  readonly #tags: FunctionTags;

  constructor(reading: Reading, tags: FunctionTags) {
    this.#reading = reading;
    this.#tags = tags;
  }

  *markedCall(): Parse<boolean> {
    const { input } = this.#reading;
    let count = 0;
    while ((yield* input.takeAfterSpace(["<function="])) !== null && (yield* this.call("any"))) count++;
    return count > 0;
  }

  /** Behind `<function=`. */
  *call(names: "any" | "known"): Parse<boolean> {
    const { input } = this.#reading;
    const name = yield* this.#tagName();
    if (name === null || (names === "known" && !this.#reading.knows(name))) return false;
    if (!(yield* input.continuesWith(["<parameter=", "</function>"]))) return false;
    this.#reading.beginCall(name, null);
    const written = new TaggedArguments(this.#reading, name);
    if (!(yield* this.#parameters(written))) return true;
    written.end();
    this.#reading.endCall();
    yield* input.takeAfterSpace([this.#tags.close]);
    return true;
  }

  /** Up to the call's end; false where it breaks. */
  *#parameters(written: TaggedArguments): Parse<boolean> {
    const { input } = this.#reading;
    const closers = this.#valueClosers(written);
    for (;;) {
      const key = yield* input.attempt(() => this.#parameterTag());
      if (key === null) {
        const closer = yield* input.takeAfterSpace(["</function>", this.#tags.close]);
        return closer !== null || (yield* input.modelEnded());
      }
      if (this.#tags.padding !== "") yield* input.take(this.#tags.padding);
      if (!(yield* written.member(key, closers))) return false;
    }
  }

  /** A closer counts where the text behind it goes on as a call does: values may quote closers. */
  #valueClosers(written: TaggedArguments): readonly ValueCloser[] {
    const { input } = this.#reading;
    const { open, close, padding } = this.#tags;
    return [...new Set([padding, ""])].flatMap((line) => [
      { text: `${line}</parameter>`, confirm: () => input.continuesWith(["<parameter=", "</function>"]) },
      { text: `${line}<parameter=`, confirm: () => this.#isParameter(written), isKept: true },
      { text: `${line}</function>`, confirm: () => input.continuesWith([close, open]), isKept: true },
    ]);
  }

  *#parameterTag(): Parse<string | null> {
    const tag = yield* this.#reading.input.takeAfterSpace(["<parameter="]);
    return tag === null ? null : yield* this.#tagName();
  }

  *#isParameter(written: TaggedArguments): Parse<boolean> {
    const key = yield* this.#tagName();
    return key !== null && written.knows(key);
  }

  /** The name up to `>`; null where none is. */
  *#tagName(): Parse<string | null> {
    const { input } = this.#reading;
    const name = yield* input.takeWhile((character) => /[^\s<>]/u.test(character));
    return name !== "" && (yield* input.take(">")) ? name : null;
  }
}
