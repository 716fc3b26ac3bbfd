import type { Parse } from "./input";
import type { OutputEnd, OutputEvent, OutputParser, OutputStart } from "./output-parser";
import { Reading } from "./reading";

/** Feeds a parser that was written as if the whole output were there, and lets it sleep where the text so far ends. */
export class CoroutineParser implements OutputParser {
  readonly #reading: Reading;
  readonly #coroutine: Parse<void>;

  constructor(start: OutputStart, parse: (reading: Reading) => Parse<void>) {
    this.#reading = new Reading(start);
    this.#coroutine = parse(this.#reading);
  }

  get isComplete(): boolean {
    return this.#reading.isComplete;
  }

  get isReasoning(): boolean {
    return this.#reading.isReasoning;
  }

  push(text: string, isControl: boolean): readonly OutputEvent[] {
    if (text === "" || this.isComplete) return [];
    this.#reading.input.push(text, isControl);
    return this.#resume();
  }

  end(end: OutputEnd): readonly OutputEvent[] {
    if (this.isComplete) return [];
    this.#reading.input.close(end);
    return this.#resume();
  }

  #resume(): readonly OutputEvent[] {
    // A parser that returns has read all that matters.
    if (this.#coroutine.next().done === true) this.#reading.complete();
    return this.#reading.takeEvents();
  }
}
