import type { Token } from "node-llama-cpp";
import { TokenText, type Detokenize } from "./token-text";

/** What the generations of one model know of its vocabulary. */
export interface Vocabulary {
  readonly detokenize: Detokenize;
  /** The token ends an answer, by the model's and its family's rules. */
  isEnd(token: Token): boolean;
  /** The token is a marker of its own (control or user-defined), not a piece of text. */
  isControl(token: Token): boolean;
}

/** The tokens of one answer as text. */
export class GenerationTokens {
  readonly #vocabulary: Vocabulary;
  readonly #text: TokenText;

  constructor(vocabulary: Vocabulary, promptEnd: readonly Token[]) {
    this.#vocabulary = vocabulary;
    this.#text = new TokenText(vocabulary.detokenize, promptEnd);
  }

  isEnd(token: Token): boolean {
    return this.#vocabulary.isEnd(token);
  }

  /** Nothing while a character is incomplete. A marker never carries the rest of a character before it. */
  textOf(token: Token): { readonly text: string; readonly isControl: boolean }[] {
    const isControl = this.#vocabulary.isControl(token);
    const before = isControl ? this.#text.flush() : "";
    const text = this.#text.push(token);
    return [
      ...(before === "" ? [] : [{ text: before, isControl: false }]),
      ...(text === "" ? [] : [{ text, isControl }]),
    ];
  }

  /** What is left of an incomplete character. */
  flush(): string {
    return this.#text.flush();
  }
}
