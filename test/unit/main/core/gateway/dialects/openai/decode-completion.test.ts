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

  it.each<[string, string, object]>([
    ["prompt", "invalid_request", {}],
    ["prompt", "invalid_request", { prompt: [] }],
    ["prompt", "unsupported", { prompt: ["a", "b"] }],
    ["prompt", "unsupported", { prompt: [1, 2, 3] }],
    ["suffix", "unsupported", { prompt: "a", suffix: "b" }],
    ["echo", "unsupported", { prompt: "a", echo: true }],
    ["best_of", "unsupported", { prompt: "a", best_of: 2 }],
    ["logprobs", "unsupported", { prompt: "a", logprobs: 0 }],
  ])("refuses %s (%s) in %j", (field, code, body) => {
    expect(() => decodeCompletion(body)).toThrow(expect.objectContaining({ code, details: { field } }));
  });
});
