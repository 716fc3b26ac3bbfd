import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryBar } from "../../../../src/main/headless/memory-bar";

describe("a memory bar", () => {
  it("shows its pieces to scale, and what is free after them", () => {
    const pieces = [
      { pattern: "░", bytes: 25 },
      { pattern: "█", bytes: 50 },
    ];
    expect(memoryBar(pieces, 100, 8)).toBe("░░████··");
  });

  it("goes on behind a mark where it is more than the limit", () => {
    expect(memoryBar([{ pattern: "█", bytes: 100 }], 50, 9)).toBe("████│████");
  });

  it("is empty where there is nothing to show", () => {
    expect(memoryBar([], 0, 4)).toBe("····");
    expect(memoryBar([{ pattern: "█", bytes: 0 }], 100, 4)).toBe("····");
  });

  it("is as wide as it was asked to be, whatever it shows", () => {
    const piece = fc.record({ pattern: fc.constantFrom("░", "█", "▒"), bytes: fc.integer({ min: 0, max: 1e12 }) });
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 6 }),
        fc.integer({ min: 0, max: 1e12 }),
        fc.integer({ min: 2, max: 120 }),
        (pieces, limit, width) => {
          expect(Array.from(memoryBar(pieces, limit, width))).toHaveLength(width);
        },
      ),
    );
  });
});
