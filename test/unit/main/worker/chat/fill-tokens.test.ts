import type { LlamaModel, Token } from "node-llama-cpp";
import { describe, expect, it } from "vitest";
import { fillTokens } from "../../../../../src/main/worker/chat/fill-tokens";

type Model = Pick<LlamaModel, "tokens" | "tokenize">;

/** One token a letter, its character code; the marks are 1, 2 and 3. */
function modelWith(infill: object): Model {
  const tokenize = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0) as Token);
  return { tokens: { infill }, tokenize } as unknown as Model;
}

const coder = modelWith({ prefix: 1, suffix: 2, middle: 3 });
const textOf = (tokens: readonly number[]) =>
  tokens.map((token) => (token < 4 ? `<${token}>` : String.fromCharCode(token))).join("");
const fill = (prefix: string, suffix: string) => ({ type: "fill" as const, prefix, suffix });

describe("fillTokens", () => {
  it("marks what comes before and after, and asks for the middle", () => {
    expect(textOf(fillTokens(coder, fill("ab", "yz")))).toBe("<1>ab<2>yz<3>");
    expect(textOf(fillTokens(coder, fill("", "yz")))).toBe("<1><2>yz<3>");
  });

  it("leaves out what is farthest from the gap", () => {
    expect(textOf(fillTokens(coder, fill("abcdefgh", "stuvwxyz"), 11))).toBe("<1>cdefgh<2>st<3>");
    expect(textOf(fillTokens(coder, fill("ab", "stuvwxyz"), 11))).toBe("<1>ab<2>stuvwx<3>");
    expect(textOf(fillTokens(coder, fill("abcdefgh", ""), 7))).toBe("<1>efgh<2><3>");
  });

  it("is refused for a model that cannot", () => {
    expect(() => fillTokens(modelWith({ prefix: 1, suffix: 2, middle: null }), fill("a", "b"))).toThrow(
      expect.objectContaining({ code: "unsupported", details: { field: "suffix" } }),
    );
  });
});
