import { describe, expect, it } from "vitest";
import { MarkerParts } from "../../../../../src/main/worker/chat/marker-parts";

const parts = new MarkerParts(["<|im_start|>", "<|im_end|>", "[INST]", "</s>"]);

describe("MarkerParts", () => {
  it("leaves short texts and texts without markers whole", () => {
    expect(parts.of("a<|im_end|>b")).toEqual(["a<|im_end|>b"]);
    expect(parts.of("x".repeat(50_000))).toEqual(["x".repeat(50_000)]);
    expect(new MarkerParts([]).of("<|im_end|>".repeat(5_000))).toHaveLength(1);
    expect(parts.of("")).toEqual([""]);
  });

  it("cuts long texts before a marker, and loses nothing", () => {
    const text = "<|im_start|>user\nHello there<|im_end|>\n".repeat(4_000);
    const cut = parts.of(text);
    expect(cut.join("")).toBe(text);
    expect(cut.length).toBeGreaterThan(10);
    for (const part of cut.slice(1)) expect(part).toMatch(/^(<\|im_end\|>|<\|im_start\|>)/u);
    for (const part of cut) expect(part.length).toBeLessThan(9_000);
  });

  it("does not cut a blank off a marker that may own it", () => {
    for (const part of parts.of("word <|im_end|>".repeat(2_000) + "end<|im_end|>").slice(0, -1))
      expect(part).not.toMatch(/\s$/u);
  });
});
