/**
 * Follows Markdown code in a growing text: fenced blocks, and inline code, which ends with its line at the latest (a backtick that is
 * never closed would otherwise hide everything after it). Text inside code only talks about markup.
 */
export class CodeSpans {
  /** Backticks of the open fence or inline code; 0 outside. */
  #open = 0;
  #isFence = false;
  #backticks = 0;
  #runAtLineStart = false;
  /** Only spaces since the last line break. */
  #atLineStart = true;

  /** Whether the character that comes next stands inside code. */
  isInside(next: string): boolean {
    if (next !== "`") this.#settle();
    return this.#open > 0;
  }

  get atLineStart(): boolean {
    return this.#atLineStart;
  }

  /** @param text one character, or a run without backticks and line breaks */
  push(text: string): void {
    if (text === "`") {
      if (this.#backticks === 0) this.#runAtLineStart = this.#atLineStart;
      this.#backticks++;
      this.#atLineStart = false;
      return;
    }
    this.#settle();
    if (text === "\n") {
      this.#atLineStart = true;
      if (!this.#isFence) this.#open = 0;
    } else if (this.#atLineStart) this.#atLineStart = /^ *$/u.test(text);
  }

  #settle(): void {
    const run = this.#backticks;
    if (run === 0) return;
    this.#backticks = 0;
    if (this.#open === 0) {
      this.#isFence = run >= 3 && this.#runAtLineStart;
      this.#open = run;
    } else if (this.#isFence ? run >= this.#open && this.#runAtLineStart : run === this.#open) {
      this.#isFence = false;
      this.#open = 0;
    }
  }
}
