import { Input } from "./input";
import type { OutputEvent, OutputStart } from "./output-parser";

/** What a family's parser reads from and reports to. Once it is complete, nothing is reported any more. */
export class Reading {
  readonly input = new Input();
  readonly start: OutputStart;
  isReasoning: boolean;
  #isComplete = false;
  #hasContent = false;
  #hasCalls = false;
  /** The last call has begun, and neither its end nor text behind it has come. */
  #isInCall = false;
  #events: OutputEvent[] = [];
  readonly #toolNames: ReadonlySet<string>;

  constructor(start: OutputStart) {
    this.start = start;
    this.isReasoning = start.insideReasoning;
    this.#toolNames = new Set(start.tools.map(({ name }) => name));
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Some content other than whitespace has been reported. */
  get hasContent(): boolean {
    return this.#hasContent;
  }

  /** A call has begun, whether or not it came to its end. */
  get hasCalls(): boolean {
    return this.#hasCalls;
  }

  knows(toolName: string): boolean {
    return this.#toolNames.has(toolName);
  }

  content(text: string): void {
    this.#hasContent ||= /\S/u.test(text);
    this.#report("content", text);
  }

  reasoning(text: string): void {
    this.#report("reasoning", text);
  }

  /** From here on the text that was read is a call and cannot become anything else. */
  beginCall(name: string, id: string | null): void {
    this.input.commit();
    this.isReasoning = false;
    if (this.#isComplete) return;
    this.#hasCalls = true;
    this.#isInCall = true;
    this.#events.push({ type: "callBegin", name, id });
  }

  arguments(text: string): void {
    this.#report("arguments", text);
  }

  endCall(): void {
    if (this.#isComplete) return;
    this.#isInCall = false;
    this.#events.push({ type: "callEnd" });
    if (!this.start.parallelCalls) this.complete();
  }

  /** Nothing that still comes matters. */
  complete(): void {
    this.#isComplete = true;
    this.isReasoning = false;
  }

  /** The events since the last time. */
  takeEvents(): readonly OutputEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** What is left of a call that a limit cut is half a number or an escape: nobody wants to read it as an answer. */
  get #wasCutOff(): boolean {
    return this.input.end === "length" || this.input.end === "stop";
  }

  #report(type: "content" | "reasoning" | "arguments", text: string): void {
    if (text === "" || this.#isComplete) return;
    if (type !== "arguments") {
      if (this.#isInCall && this.#wasCutOff) return;
      this.#isInCall = false;
    }
    const last = this.#events.at(-1);
    if (last?.type === type) this.#events[this.#events.length - 1] = { type, text: last.text + text };
    else this.#events.push({ type, text });
  }
}
