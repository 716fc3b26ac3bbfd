import type { LlamaModel, Token } from "node-llama-cpp";

/** How many tokens the model's vocabulary has; they are numbered from 0. */
export function vocabularySize(model: LlamaModel): number {
  return model.fileInfo.metadata.tokenizer.ggml.tokens.length;
}

/** Numbers that are no token would end the process. */
export function isToken(model: LlamaModel, number: number): number is Token {
  return Number.isInteger(number) && number >= 0 && number < vocabularySize(model);
}
