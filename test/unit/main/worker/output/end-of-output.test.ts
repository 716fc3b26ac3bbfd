import { describe, expect, it } from "vitest";
import { endTexts } from "../../../../../src/main/worker/output/end-of-output";
import { familyOf } from "../../../../../src/main/worker/output/families";

const vocabulary = (...texts: readonly string[]) => {
  const known = new Set(texts);
  return (text: string) => known.has(text);
};

describe("endTexts", () => {
  it("names the ends that the vocabulary has, the family's own among them", () => {
    const { ends, continues } = endTexts(
      familyOf("<arg_key>"),
      vocabulary("<|user|>", "<|endoftext|>", "<|assistant|>"),
    );
    expect(ends.toSorted()).toEqual(["<|endoftext|>", "<|user|>"]);
    expect(continues).toEqual([]);
  });

  it.each([
    ["<|return|>", "<|call|>"],
    ["<|calls|>", "<|flush|>"],
  ])("lets <|end|> end only a message beside %s and %s", (...own) => {
    const { ends, continues } = endTexts(familyOf(null), vocabulary("<|end|>", ...own));
    expect(ends.toSorted()).toEqual(own.toSorted());
    expect(continues).toEqual(["<|end|>"]);
  });

  it("lets <|end|> end an output elsewhere", () => {
    expect(endTexts(familyOf(null), vocabulary("<|end|>")).ends).toEqual(["<|end|>"]);
  });

  it("takes Gemma's </s> for an ordinary token", () => {
    const { ends } = endTexts(familyOf("<|tool_call>call:"), vocabulary("</s>", "<turn|>", "<|tool_response>"));
    expect(ends.toSorted()).toEqual(["<turn|>", "<|tool_response>"]);
  });
});
