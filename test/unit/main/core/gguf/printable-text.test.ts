import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printableText } from "../../../../../src/main/core/gguf/printable-text";

describe("printableText", () => {
  it("leaves no control character and keeps to the length, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 50 }), (text, most) => {
        const line = printableText(text, most);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect(Array.from(line).length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it("marks what it leaves out", () => {
    expect(printableText("abcdef", 4)).toBe("abc…");
    expect(printableText("  a\n\tb  ", 10)).toBe("a b");
  });
});
