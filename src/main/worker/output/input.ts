import type { OutputEnd } from "./output-parser";

/** A parser that reads like one over a whole text: it yields where it needs text that has not come yet. */
export type Parse<Result> = Generator<undefined, Result, undefined>;

/** For `takeRun`: any characters but these. */
export function runWithout(characters: Iterable<string>): RegExp {
  const escaped = Array.from(
    new Set(characters),
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return new RegExp(`[^${escaped.join("")}]+`, "uy");
}

const isSpace = (character: string) => /\s/u.test(character);

/**
 * The output as far as it has come, read from front to back. Methods that are generators wait for more text where the text so far
 * does not decide, so that no result depends on how the output was cut. Positions count UTF-16 units from the output's start.
 */
export class Input {
  #text = "";
  /** Position of the first unit of `#text`. */
  #base = 0;
  #position = 0;
  #end: OutputEnd | null = null;
  /** Where control tokens begin. */
  readonly #controls = new Set<number>();
  /** Positions that someone may return to, oldest first. */
  #marks: number[] = [];

  push(text: string, isControl: boolean): void {
    const kept = Math.min(this.#position, this.#marks[0] ?? this.#position);
    if (isControl) this.#controls.add(this.#base + this.#text.length);
    this.#text = this.#text.slice(kept - this.#base) + text;
    this.#base = kept;
    for (const start of this.#controls) if (start < kept) this.#controls.delete(start);
  }

  close(end: OutputEnd): void {
    this.#end = end;
  }

  /** How the output ended; null while more may come. */
  get end(): OutputEnd | null {
    return this.#end;
  }

  get position(): number {
    return this.#position;
  }

  /** The next character, or "" when none is there now. */
  get next(): string {
    const code = this.#text.codePointAt(this.#position - this.#base);
    return code === undefined ? "" : String.fromCodePoint(code);
  }

  /** The next character begins a control token. */
  get isControl(): boolean {
    return this.#controls.has(this.#position);
  }

  /** Goes on by so many units that are known to be there. */
  skip(units: number): void {
    this.#position += units;
  }

  /** The next character, read. */
  takeCharacter(): string {
    const character = this.next;
    this.#position += character.length;
    return character;
  }

  /** Reads what is there of the characters that the sticky pattern takes; possibly nothing. */
  takeRun(pattern: RegExp): string {
    pattern.lastIndex = this.#position - this.#base;
    const run = pattern.exec(this.#text)?.[0] ?? "";
    this.#position += run.length;
    return run;
  }

  /** Keeps the text from here on until `rewind`, `release` or `commit`. */
  mark(): number {
    this.#marks.push(this.#position);
    return this.#position;
  }

  rewind(mark: number): void {
    this.release(mark);
    this.#position = mark;
  }

  release(mark: number): void {
    const index = this.#marks.lastIndexOf(mark);
    if (index >= 0) this.#marks.splice(index, 1);
  }

  /** What was read has been acted on: nobody returns to it. */
  commit(): void {
    this.#marks = [];
  }

  /** The next character, waited for; "" at the end of the output. */
  *peek(): Parse<string> {
    let next = this.next;
    while (next === "" && this.#end === null) {
      yield;
      next = this.next;
    }
    return next;
  }

  /** The longest of these texts that comes next, unread; null for none. Waits while a longer one is still possible. */
  *longest(texts: readonly string[]): Parse<string | null> {
    for (;;) {
      const at = this.#position - this.#base;
      const unread = this.#text.length - at;
      const met = texts.filter((text) => this.#text.startsWith(text, at));
      const best = met.reduce<string | null>((a, b) => (a === null || b.length > a.length ? b : a), null);
      if (this.#end !== null) return best;
      const rest = this.#text.slice(at);
      const undecided = texts.some((text) => text.length > unread && text.startsWith(rest));
      if (!undecided) return best;
      yield;
    }
  }

  /** Whether this text comes next; it stays unread. */
  *starts(text: string): Parse<boolean> {
    return (yield* this.longest([text])) !== null;
  }

  /** Reads this text if it comes next. */
  *take(text: string): Parse<boolean> {
    return (yield* this.takeAny([text])) !== null;
  }

  /** Reads the longest of these texts that comes next; null for none. */
  *takeAny(texts: readonly string[]): Parse<string | null> {
    const met = yield* this.longest(texts);
    if (met !== null) this.#position += met.length;
    return met;
  }

  *takeWhile(test: (character: string) => boolean): Parse<string> {
    let text = "";
    for (;;) {
      const next = yield* this.peek();
      if (next === "" || !test(next)) return text;
      text += this.takeCharacter();
    }
  }

  takeSpace(): Parse<string> {
    return this.takeWhile(isSpace);
  }

  /** Reads whitespace and the longest of these texts behind it; null, and nothing is read, when none comes. */
  *takeAfterSpace(texts: readonly string[]): Parse<string | null> {
    const mark = this.mark();
    yield* this.takeSpace();
    const met = yield* this.takeAny(texts);
    if (met === null) this.rewind(mark);
    else this.release(mark);
    return met;
  }

  /** Reads up to and with the first of the closers; null when the output ends before one. */
  *takeUntil(closers: readonly string[]): Parse<{ readonly text: string; readonly closer: string } | null> {
    let text = "";
    while ((yield* this.peek()) !== "") {
      const closer = yield* this.takeAny(closers);
      if (closer !== null) return { text, closer };
      text += this.takeCharacter();
    }
    return null;
  }

  /** Whether one of these texts, or the end of the output, comes behind whitespace; nothing is read. */
  *continuesWith(texts: readonly string[]): Parse<boolean> {
    const mark = this.mark();
    yield* this.takeSpace();
    const does = (yield* this.peek()) === "" || (yield* this.longest(texts)) !== null;
    this.rewind(mark);
    return does;
  }

  /** The output ends here, and the model ended it: closers that are missing were forgotten, not cut off. */
  *modelEnded(): Parse<boolean> {
    return (yield* this.peek()) === "" && this.#end === "model";
  }

  /** Runs a parser of something that a call goes on with. When it finds none (null), nothing is read, unless the output ended in it. */
  *attempt<Result>(parse: () => Parse<Result | null>): Parse<Result | null> {
    const mark = this.mark();
    const result = yield* parse();
    if (result === null && (yield* this.peek()) !== "") this.rewind(mark);
    else this.release(mark);
    return result;
  }

  /** Runs a parser and returns to where it began, whatever it found. */
  *lookahead<Result>(parse: () => Parse<Result>): Parse<Result> {
    const mark = this.mark();
    const result = yield* parse();
    this.rewind(mark);
    return result;
  }
}
