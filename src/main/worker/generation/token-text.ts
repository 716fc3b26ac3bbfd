import type { Token } from "node-llama-cpp";

/** The part of a tokenizer that this needs; `previous` lets it decide about a leading space. */
export type Detokenize = (tokens: readonly Token[], previous: readonly Token[]) => string;

/** How many tokens one character can be spread over: four bytes in UTF-8, one byte a token at worst. */
const mostTokensOfACharacter = 4;
const contextTokens = 8;

/** Turns tokens into text as they come; a character that is not complete yet is held back. */
export class TokenText {
  readonly #detokenize: Detokenize;
  #pending: Token[] = [];
  #previous: Token[];

  constructor(detokenize: Detokenize, promptEnd: readonly Token[]) {
    this.#detokenize = detokenize;
    this.#previous = promptEnd.slice(-contextTokens);
  }

  push(token: Token): string {
    this.#pending.push(token);
    const text = this.#detokenize(this.#pending, this.#previous);
    // U+FFFD at the end: bytes of a character whose rest is still to come, unless so many came that it is simply broken.
    if (text.endsWith("\uFFFD") && this.#pending.length < mostTokensOfACharacter) return "";
    this.#settle();
    return text;
  }

  flush(): string {
    if (this.#pending.length === 0) return "";
    const text = this.#detokenize(this.#pending, this.#previous);
    this.#settle();
    return text;
  }

  #settle(): void {
    this.#previous = [...this.#previous, ...this.#pending].slice(-contextTokens);
    this.#pending = [];
  }
}
