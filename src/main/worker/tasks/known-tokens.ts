import type { LlamaModel, Token } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";

/**
 * Numbers that are no token would end the process.
 * @param field where the client wrote them
 * @throws TresorError `invalid_request`
 */
export function knownTokens(tokens: readonly number[], model: LlamaModel, field: string): Token[] {
  const size = model.fileInfo.metadata.tokenizer.ggml.tokens.length;
  const wrong = tokens.findIndex((token) => !Number.isInteger(token) || token < 0 || token >= size);
  if (wrong < 0) return [...tokens] as Token[];
  throw new TresorError("invalid_request", `${field}.${wrong} is no token of this model; it has 0 to ${size - 1}.`, {
    field: `${field}.${wrong}`,
  });
}
