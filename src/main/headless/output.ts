import type { TresorError } from "../../shared/errors";
import { failureDocument, failureLine } from "./failure";
import type { Words } from "./language/en";
import type { Terminal } from "./terminal";
import { withoutControls } from "./terminal-text";

/** Puts results on standard output, as JSON or as text, and everything else on standard error. */
export class Output {
  readonly json: boolean;
  readonly #terminal: Terminal;
  readonly #words: Words;
  #progressShown = false;

  constructor(terminal: Terminal, json: boolean, words: Words) {
    this.#terminal = terminal;
    this.json = json;
    this.#words = words;
  }

  /** The one result of a command; the text is made only when somebody reads it. */
  result(document: unknown, text: () => string): void {
    if (this.json) this.line(document);
    else this.#terminal.output.write(withoutControls(text()));
  }

  /** One JSON object of a stream. */
  line(document: unknown): void {
    this.#terminal.output.write(`${JSON.stringify(document)}\n`);
  }

  /** A piece of a text. Bytes for another program go through as they are. */
  text(piece: string): void {
    this.#clearProgress();
    this.#terminal.output.write(this.#terminal.output.isTTY === true ? withoutControls(piece) : piece);
  }

  /** A remark for people, also beside JSON. */
  note(text: string): void {
    this.#clearProgress();
    this.#terminal.errors.write(`${withoutControls(text)}\n`);
  }

  /** A line that the next one replaces; only where somebody watches. */
  progress(text: string): void {
    if (this.json || this.#terminal.errors.isTTY !== true) return;
    this.#terminal.errors.write(`\r\u001B[K${withoutControls(text)}`);
    this.#progressShown = true;
  }

  /** Figures after an answer; only where somebody watches. */
  aside(text: string): void {
    if (!this.json && this.#terminal.errors.isTTY === true) this.note(text);
  }

  /** A failure: a document for programs on standard output, or one line for people on standard error. */
  failure(error: TresorError): void {
    if (this.json) this.line(failureDocument(error));
    else this.note(failureLine(error, this.#words));
  }

  #clearProgress(): void {
    if (this.#progressShown) this.#terminal.errors.write("\r\u001B[K");
    this.#progressShown = false;
  }
}
