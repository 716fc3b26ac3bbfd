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

  it("takes several prompts, texts and tokens", () => {
    const { prompts, echo } = decodeCompletion({ prompt: ["a", [1, 2]], echo: true });
    expect(prompts).toEqual([
      { type: "text", text: "a" },
      { type: "tokens", tokens: [1, 2] },
    ]);
    expect(echo).toBe(true);
  });

  it("fills in before a suffix", () => {
    expect(decodeCompletion({ prompt: "a", suffix: "c" }).content.prompt).toEqual({
      type: "fill",
      prefix: "a",
      suffix: "c",
    });
    expect(decodeCompletion({ prompt: "a", suffix: "" }).content.prompt).toEqual({ type: "text", text: "a" });
  });

  it("asks for more answers than it shows, with what ranks them", () => {
    const decoded = decodeCompletion({ prompt: "a", n: 2, best_of: 4 });
    expect(decoded).toMatchObject({
      content: { choices: 4, topLogprobs: 0 },
      choicesPerPrompt: 4,
      bestCount: 2,
      showLogprobs: false,
    });
  });

  it.each<[string, string, object]>([
    ["prompt", "invalid_request", {}],
    ["prompt", "invalid_request", { prompt: [] }],
    ["prompt.0", "invalid_request", { prompt: [-1] }],
    ["prompt.1", "invalid_request", { prompt: ["a", {}] }],
    ["suffix", "unsupported", { prompt: [1, 2], suffix: "b" }],
    ["echo", "unsupported", { prompt: "a", echo: true, logprobs: 1 }],
    ["best_of", "invalid_request", { prompt: "a", best_of: 1, n: 2 }],
    ["best_of", "invalid_request", { prompt: "a", best_of: 2, stream: true }],
    ["logprobs", "invalid_request", { prompt: "a", logprobs: 6 }],
    ["logprobs", "invalid_request", { prompt: "a", logprobs: true }],
  ])("refuses %s (%s) in %j", (field, code, body) => {
    expect(() => decodeCompletion(body)).toThrow(expect.objectContaining({ code, details: { field } }));
  });
});
