import { describe, expect, it } from "vitest";
import { activeWeightsBytes } from "../../../../../src/main/core/gguf/active-weights";
import type { GgufHeader } from "../../../../../src/main/core/gguf/parse-header";

/** Only what is looked at: names, bytes and dimensions. */
function headerOf(tensors: readonly (readonly [name: string, bytes: number, rows?: number])[]): GgufHeader {
  return {
    tensors: tensors.map(([name, bytes, rows = 1]) => ({ name, bytes, dimensions: [8, rows] })),
  } as unknown as GgufHeader;
}

const experts = (count: number, used: number) =>
  ({ experts: count, expertsUsed: used }) as Parameters<typeof activeWeightsBytes>[1];

describe("what one token reads", () => {
  it("is everything but the embedding, of which it is one row", () => {
    const header = headerOf([
      ["token_embd.weight", 1_000, 100],
      ["blk.0.ffn_up.weight", 500],
      ["output.weight", 1_000, 100],
    ]);
    expect(activeWeightsBytes(header, experts(0, 0))).toBe(1_510);
  });

  it("is the embedding too where that is the output", () => {
    const header = headerOf([
      ["token_embd.weight", 1_000, 100],
      ["blk.0.ffn_up.weight", 500],
    ]);
    expect(activeWeightsBytes(header, experts(0, 0))).toBe(1_500);
  });

  it("is of the experts only those that are used, and all that is shared", () => {
    const header = headerOf([
      ["blk.0.ffn_up_exps.weight", 12_800],
      ["blk.0.ffn_up_shexp.weight", 100],
      ["blk.0.attn_q.weight", 50],
      ["output.weight", 10],
    ]);
    expect(activeWeightsBytes(header, experts(128, 8))).toBe(800 + 160);
  });
});
