import type { Token } from "node-llama-cpp";
import { describe, expect, it } from "vitest";
import { TokenText } from "../../../../../src/main/worker/generation/token-text";

/** A tokenizer of bytes: token n is byte n. */
const detokenize = (tokens: readonly Token[]) => new TextDecoder().decode(Uint8Array.from(tokens));
const tokensOf = (text: string) => [...new TextEncoder().encode(text)] as Token[];

describe("TokenText", () => {
  it("emits plain text at once", () => {
    const text = new TokenText(detokenize, []);
    expect(tokensOf("ab").map((token) => text.push(token))).toEqual(["a", "b"]);
  });

  it("holds back a character until its last byte", () => {
    const text = new TokenText(detokenize, []);
    expect(tokensOf("é€😀").map((token) => text.push(token))).toEqual(["", "é", "", "", "€", "", "", "", "😀"]);
  });

  it("does not hold back broken bytes for ever", () => {
    const text = new TokenText(detokenize, []);
    const emitted = Array.from({ length: 8 }, () => text.push(0xff as Token)).join("");
    expect(emitted.length).toBeGreaterThan(0);
  });

  it("gives out what is left at the end", () => {
    const text = new TokenText(detokenize, []);
    text.push(0xe2 as Token);
    expect(text.flush()).toBe("\uFFFD");
    expect(text.flush()).toBe("");
  });
});
