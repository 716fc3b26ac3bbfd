import { describe, expect, it } from "vitest";
import { tokenBytes, vocabularyKind } from "../../../../../src/main/worker/sample/token-bytes";

const text = (bytes: number[]) => Buffer.from(bytes).toString("utf8");

describe("tokenBytes", () => {
  it("reads byte-level vocabularies, parts of characters included", () => {
    expect(text(tokenBytes("Ġworld", "gpt2"))).toBe(" world");
    expect(text(tokenBytes("Ċ", "gpt2"))).toBe("\n");
    expect(tokenBytes("Ã", "gpt2")).toEqual([0xc3]);
    expect(text([...tokenBytes("Ã", "gpt2"), ...tokenBytes("¼", "gpt2")])).toBe("ü");
  });

  it("reads sentence-piece vocabularies and single bytes", () => {
    expect(text(tokenBytes("▁world", "llama"))).toBe(" world");
    expect(tokenBytes("<0x0A>", "llama")).toEqual([10]);
  });

  it("leaves control tokens as they are written", () => {
    expect(text(tokenBytes("<｜end▁of▁sentence｜>", "gpt2"))).toBe("<｜end▁of▁sentence｜>");
    expect(vocabularyKind("bert")).toBe("other");
  });
});
