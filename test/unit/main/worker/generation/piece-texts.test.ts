import type { Token } from "node-llama-cpp";
import { describe, expect, it } from "vitest";
import { rememberedTexts } from "../../../../../src/main/worker/generation/piece-texts";

const marker = 9 as Token;
const part = 7 as Token;

function counted() {
  const calls: string[] = [];
  const detokenize = rememberedTexts(
    (tokens, previous) => {
      calls.push(tokens.join());
      if (tokens.includes(part)) return tokens.length > 1 ? "ü" : "\uFFFD";
      return previous.at(-1) === marker ? `t${tokens.join()}` : ` t${tokens.join()}`;
    },
    (token) => token === marker,
  );
  return { calls, detokenize };
}

describe("rememberedTexts", () => {
  it("asks once for each token", () => {
    const { calls, detokenize } = counted();
    for (let round = 0; round < 3; round++) expect(detokenize([1 as Token], [2 as Token])).toBe(" t1");
    expect(calls).toEqual(["1"]);
  });

  it("asks anew behind a marker and at the very beginning", () => {
    const { detokenize } = counted();
    expect(detokenize([1 as Token], [2 as Token])).toBe(" t1");
    expect(detokenize([1 as Token], [marker])).toBe("t1");
    expect(detokenize([1 as Token], [])).toBe(" t1");
  });

  it("never remembers a part of a character", () => {
    const { calls, detokenize } = counted();
    expect(detokenize([part], [2 as Token])).toBe("\uFFFD");
    expect(detokenize([part, 8 as Token], [2 as Token])).toBe("ü");
    expect(detokenize([part], [2 as Token])).toBe("\uFFFD");
    expect(calls).toHaveLength(3);
  });
});
