import type { LlamaModel, Token } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";
import { isToken, vocabularySize } from "../token-numbers";

/**
 * Numbers of a client as tokens.
 * @param field where the client wrote them
 * @throws TresorError `invalid_request`
 */
export function knownTokens(tokens: readonly number[], model: LlamaModel, field: string): Token[] {
  const wrong = tokens.findIndex((token) => !isToken(model, token));
  if (wrong < 0) return [...tokens] as Token[];
  throw new TresorError(
    "invalid_request",
    `${field}.${wrong} is no token of this model; it has 0 to ${vocabularySize(model) - 1}.`,
    {
      field: `${field}.${wrong}`,
    },
  );
}
