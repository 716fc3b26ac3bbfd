import type { LlamaModel, Token } from "node-llama-cpp";
import type { TokenAlternative, TokenLogprob } from "../../core/engine/sampling";
import { tokenBytes, vocabularyKind, type VocabularyKind } from "./token-bytes";

/** What a token that the sampler ruled out is said to have: OpenAI's own stand-in for minus infinity. */
const ruledOut = -9999;

/** Writes probabilities as logprob entries, with each token's text and bytes. */
export class TokenLogprobs {
  readonly #entries: readonly string[];
  readonly #kind: VocabularyKind;

  constructor(model: LlamaModel) {
    const { ggml } = model.fileInfo.metadata.tokenizer;
    this.#entries = ggml.tokens;
    this.#kind = vocabularyKind(ggml.model);
  }

  of(token: Token, probabilities: ReadonlyMap<Token, number>, top: number): TokenLogprob {
    const alternatives: TokenAlternative[] = [];
    for (const [other, probability] of probabilities) {
      if (alternatives.length >= top) break;
      alternatives.push(this.#alternative(other, probability));
    }
    return { ...this.#alternative(token, probabilities.get(token) ?? 0), top: alternatives };
  }

  #alternative(token: Token, probability: number): TokenAlternative {
    const bytes = tokenBytes(this.#entries[token] ?? "", this.#kind);
    return {
      text: Buffer.from(bytes).toString("utf8"),
      bytes,
      logprob: probability > 0 ? Math.log(probability) : ruledOut,
    };
  }
}
