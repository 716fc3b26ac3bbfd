import { describe, expect, it } from "vitest";
import { startOf } from "../../../../../src/main/worker/output/output-start";

const think = { open: "<think>", close: "</think>" };

describe("startOf", () => {
  it.each([
    ["<|im_start|>assistant\n<think>\n", true, false],
    ["<|im_start|>assistant\n", false, false],
    ["<|im_start|>assistant\n<think>\n\n</think>\n\n", false, true],
    ["<|assistant|></think>", false, true],
    ["answer</think> and now\n\n<think>", true, false],
    ["", false, false],
  ])("reads %j", (prompt, insideReasoning, reasoningIsOff) => {
    expect(startOf(think, prompt)).toEqual({ insideReasoning, reasoningIsOff });
  });

  it("knows other markers than the family's own, and answers that are opened", () => {
    expect(startOf(think, "[SYSTEM]a[/SYSTEM][THINK]").insideReasoning).toBe(true);
    expect(startOf(null, "<|channel>thought\n").insideReasoning).toBe(true);
    expect(startOf(null, "<|open|>response<|sep|>")).toEqual({ insideReasoning: false, reasoningIsOff: true });
  });
});
