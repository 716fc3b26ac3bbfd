import { describe, expect, it } from "vitest";
import { decodeCompletion } from "../../../../../../../src/main/core/gateway/dialects/openai/decode-completion";

describe("decodeCompletion", () => {
  it("takes the prompt as it is", () => {
    expect(decodeCompletion({ model: "tiny", prompt: "Once", max_tokens: 8, stop: ["\n"] })).toMatchObject({
      content: { reference: "tiny", prompt: { type: "text", text: "Once" }, stop: ["\n"], maxTokens: 8 },
      stream: false,
    });
    expect(decodeCompletion({ prompt: ["Once"] }).content.prompt).toEqual({ type: "text", text: "Once" });
  });

  it.each([[[1, 2, 3]], [[[1, 2, 3]]]])("takes the tokens %j", (prompt) => {
    expect(decodeCompletion({ prompt }).content.prompt).toEqual({ type: "tokens", tokens: [1, 2, 3] });
  });

  it("counts alternatives and answers", () => {
    expect(decodeCompletion({ prompt: "a", logprobs: 5, n: 3, best_of: 3 }).content).toMatchObject({
      topLogprobs: 5,
      choices: 3,
    });
    expect(decodeCompletion({ prompt: "a", logprobs: false }).content.topLogprobs).toBeUndefined();
  });

  it.each<[string, string, object]>([
    ["prompt", "invalid_request", {}],
    ["prompt", "invalid_request", { prompt: [] }],
    ["prompt.0", "invalid_request", { prompt: [-1] }],
    ["prompt", "unsupported", { prompt: ["a", "b"] }],
    ["suffix", "unsupported", { prompt: "a", suffix: "b" }],
    ["echo", "unsupported", { prompt: "a", echo: true }],
    ["best_of", "unsupported", { prompt: "a", best_of: 2 }],
    ["logprobs", "invalid_request", { prompt: "a", logprobs: 6 }],
    ["logprobs", "invalid_request", { prompt: "a", logprobs: true }],
  ])("refuses %s (%s) in %j", (field, code, body) => {
    expect(() => decodeCompletion(body)).toThrow(expect.objectContaining({ code, details: { field } }));
  });
});
