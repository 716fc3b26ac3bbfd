import { CodeSpans } from "./code-spans";
import { CoroutineParser } from "./coroutine-parser";
import { runWithout, type Parse } from "./input";
import type { OutputParser, OutputStart } from "./output-parser";
import type { Reading } from "./reading";

export interface ReasoningMarkers {
  readonly open: string;
  readonly close: string;
}

/** What begins a call. */
export interface CallOpener {
  readonly marker: string;
  /** Where it counts: anywhere, at the beginning of a line, or as the first thing of the content. Default: anywhere. */
  readonly at?: "anywhere" | "line" | "start";
  /** A call may begin inside reasoning and ends it. Default true. */
  readonly insideReasoning?: boolean;
  /** The parser stands before the marker instead of behind it. */
  readonly keepsMarker?: boolean;
  /**
   * Reads on behind the marker. False: it was no call after all, nothing has been reported, and the marker is text. True: what was read is
   * done with; a call that broke after it had begun has no end, and its rest is text.
   */
  readonly parse: (reading: Reading) => Parse<boolean>;
}

/** A family whose output is prose with marked reasoning and marked calls in it. */
export interface Dialect {
  /** The template's own markers; `<think>` at the beginning of an output is understood besides. */
  readonly reasoning: ReasoningMarkers | null;
  readonly calls: readonly CallOpener[];
  /** Markers that are dropped wherever they stand in the content. */
  readonly dropped?: readonly string[];
  /** Markers that are dropped and end reasoning: the answer begins. */
  readonly answers?: readonly string[];
  /** What a model makes up after its calls instead of ending, such as results: all from there on is dropped. */
  readonly inventions?: readonly string[];
  /** Ends of a turn that models spell as text. */
  readonly ends?: readonly string[];
}

type Mark =
  | { readonly type: "open" | "close" | "drop" | "answer" | "invention" | "end"; readonly text: string }
  | { readonly type: "call"; readonly text: string; readonly call: CallOpener };

const commonReasoning: ReasoningMarkers = { open: "<think>", close: "</think>" };

export function proseParser(dialect: Dialect): (start: OutputStart) => OutputParser {
  return (start) => new CoroutineParser(start, (reading) => prose(reading, dialect));
}

/** Reads a whole output: reasoning, content and calls in any order. */
export function* prose(reading: Reading, dialect: Dialect): Parse<void> {
  const reader = new ProseReader(reading, dialect);
  yield* reader.read();
}

class ProseReader {
  readonly #reading: Reading;
  readonly #marks: readonly Mark[];
  readonly #firstCharacters: ReadonlySet<string>;
  readonly #plainRun: RegExp;
  readonly #ownReasoning: ReasoningMarkers | null;
  #code = new CodeSpans();
  /** Whitespace whose worth the next character decides. */
  #space = "";
  /** Whitespace that comes next belongs to a marker. */
  #trims = false;
  /** Nothing but whitespace so far. */
  #atStart = true;

  constructor(reading: Reading, dialect: Dialect) {
    this.#reading = reading;
    this.#ownReasoning = dialect.reasoning;
    const pairs = [dialect.reasoning, commonReasoning].filter((pair) => pair !== null);
    const of = (type: Exclude<Mark["type"], "call">, texts: readonly string[] = []) =>
      texts.map((text) => ({ type, text }));
    const calls = reading.start.tools.length === 0 ? [] : dialect.calls;
    // Calls first: a marker that is dropped elsewhere may begin one.
    this.#marks = [
      ...calls.map((call) => ({ type: "call" as const, text: call.marker, call })),
      ...of("open", [...new Set(pairs.map(({ open }) => open))]),
      ...of("close", [...new Set(pairs.map(({ close }) => close))]),
      ...of("drop", dialect.dropped),
      ...of("answer", dialect.answers),
      ...of("invention", dialect.inventions),
      ...of("end", dialect.ends),
    ];
    this.#firstCharacters = new Set(this.#marks.map(({ text }) => text.charAt(0)));
    this.#plainRun = runWithout([...this.#firstCharacters, "`", "\n"]);
  }

  *read(): Parse<void> {
    const { input } = this.#reading;
    if (this.#reading.isReasoning) yield* this.#continueReasoning();
    for (;;) {
      const next = yield* input.peek();
      if (next === "") break;
      if (this.#firstCharacters.has(next) && (yield* this.#takeMark(next))) {
        if (this.#reading.isComplete) return;
        continue;
      }
      this.#text(input.takeRun(this.#plainRun) || input.takeCharacter());
    }
    this.#finish();
  }

  /** Reads one marker with all that it begins; false when the next character is text. */
  *#takeMark(next: string): Parse<boolean> {
    const { input } = this.#reading;
    const inCode = this.#code.isInside(next);
    if (inCode && !input.isControl) return false;
    const candidates = this.#marks.filter((mark) => this.#counts(mark));
    const text = yield* input.longest(candidates.map((mark) => mark.text));
    if (text === null) return false;
    for (const mark of candidates) {
      if (mark.text === text && (yield* this.#act(mark))) return true;
    }
    return false;
  }

  #counts(mark: Mark): boolean {
    const { isReasoning, hasCalls } = this.#reading;
    switch (mark.type) {
      case "open":
        return (
          !isReasoning && (this.#atStart || (this.#ownReasoning !== null && mark.text === this.#ownReasoning.open))
        );
      case "close":
        return isReasoning || this.#atStart || this.#ownReasoning?.close === mark.text;
      case "drop":
        return !isReasoning;
      case "answer":
      case "end":
        return true;
      case "invention":
        return hasCalls && !isReasoning;
      case "call": {
        if (isReasoning) return mark.call.insideReasoning !== false && (mark.call.at ?? "anywhere") === "anywhere";
        if (mark.call.at === "start") return !this.#reading.hasContent;
        return mark.call.at !== "line" || this.#code.atLineStart;
      }
    }
  }

  *#act(mark: Mark): Parse<boolean> {
    const { input } = this.#reading;
    switch (mark.type) {
      case "call":
        return yield* this.#call(mark.call);
      case "invention":
      case "end":
        this.#reading.complete();
        return true;
      case "open":
        input.skip(mark.text.length);
        yield* this.#openReasoning();
        return true;
      case "drop":
        input.skip(mark.text.length);
        return true;
      case "close":
      case "answer":
        input.skip(mark.text.length);
        this.#begin("content");
        return true;
    }
  }

  *#call(call: CallOpener): Parse<boolean> {
    const { input } = this.#reading;
    const mark = input.mark();
    if (call.keepsMarker !== true) input.skip(call.marker.length);
    if (yield* call.parse(this.#reading)) {
      input.release(mark);
      this.#begin("content");
      return true;
    }
    input.rewind(mark);
    return false;
  }

  /** The prompt has opened reasoning; many models open it once more. */
  *#continueReasoning(): Parse<void> {
    const { input } = this.#reading;
    const mark = input.mark();
    yield* input.takeSpace();
    const openers = this.#marks.filter(({ type }) => type === "open").map(({ text }) => text);
    if ((yield* input.takeAny(openers)) === null) input.rewind(mark);
    else input.release(mark);
    yield* this.#openReasoning();
  }

  *#openReasoning(): Parse<void> {
    this.#begin("reasoning");
    yield* this.#reading.input.take("\n");
    this.#trims = false;
  }

  #begin(kind: "content" | "reasoning"): void {
    this.#reading.isReasoning = kind === "reasoning";
    this.#code = new CodeSpans();
    this.#space = "";
    this.#trims = true;
    this.#atStart = kind === "content" && this.#atStart;
  }

  /** @param text one character, or a run without backticks and line breaks */
  #text(text: string): void {
    this.#code.push(text);
    const trimmed = text.trimEnd();
    const space = text.slice(trimmed.length);
    if (trimmed === "") {
      this.#space += space;
      return;
    }
    if (!this.#trims) this.#report(this.#space + trimmed);
    else {
      const start = trimmed.trimStart();
      this.#space += trimmed.slice(0, trimmed.length - start.length);
      this.#report(this.#keptSpace() + start);
    }
    this.#space = space;
    this.#trims = false;
    this.#atStart = false;
  }

  /** Whitespace behind a marker is the marker's, unless it parts two pieces of content. */
  #keptSpace(): string {
    return !this.#reading.isReasoning && this.#reading.hasContent ? this.#space : "";
  }

  #finish(): void {
    if (!this.#reading.isReasoning && !this.#trims) this.#report(this.#space);
  }

  #report(text: string): void {
    if (this.#reading.isReasoning) this.#reading.reasoning(text);
    else this.#reading.content(text);
  }
}
