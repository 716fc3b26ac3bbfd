import type { LlamaModel } from "node-llama-cpp";
import { describe, expect, it } from "vitest";
import { knownTokens } from "../../../../../src/main/worker/tasks/known-tokens";

const model = { fileInfo: { metadata: { tokenizer: { ggml: { tokens: ["a", "b", "c"] } } } } } as unknown as LlamaModel;

describe("tokens that a client sends", () => {
  it("are taken when the model has them", () => {
    expect(knownTokens([0, 2], model, "tokens")).toEqual([0, 2]);
  });

  it.each([[3], [-1], [0.5], [NaN]])("are refused with place and range when it has no token %d", (token) => {
    const refusal = { code: "invalid_request", details: { field: "tokens.1" } };
    expect(() => knownTokens([0, token], model, "tokens")).toThrow(expect.objectContaining(refusal) as Error);
    expect(() => knownTokens([0, token], model, "tokens")).toThrow("it has 0 to 2");
  });
});
