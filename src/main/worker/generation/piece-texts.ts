import type { Token } from "node-llama-cpp";
import type { Detokenize } from "./token-text";

/**
 * A tokenizer that remembers the texts of single tokens: asking the engine costs two calls with the tokens before. A token's text
 * depends on those only directly behind a marker, where some tokenizers drop a blank.
 *
 * @param isMarker control and user-defined tokens
 */
export function rememberedTexts(detokenize: Detokenize, isMarker: (token: Token) => boolean): Detokenize {
  const texts = new Map<Token, string>();
  return (tokens, previous) => {
    const [token] = tokens;
    const before = previous.at(-1);
    if (token === undefined || tokens.length > 1 || before === undefined || isMarker(before))
      return detokenize(tokens, previous);
    const known = texts.get(token);
    if (known !== undefined) return known;
    const text = detokenize(tokens, previous);
    // A part of a character means something only together with the next token.
    if (!text.includes("\uFFFD")) texts.set(token, text);
    return text;
  };
}
