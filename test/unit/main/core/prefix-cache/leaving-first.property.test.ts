import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leavingFirst, type Valued } from "../../../../../src/main/core/prefix-cache/leaving-first";

const now = Date.UTC(2026, 10, 27);
const valued: fc.Arbitrary<Valued> = fc.record({
  bytes: fc.integer({ min: 1, max: 1e9 }),
  computeMilliseconds: fc.integer({ min: 1, max: 1e6 }),
  hits: fc.nat(1_000),
  lastUsedAt: fc.integer({ min: now - 30 * 86_400_000, max: now }),
});
const entries = fc.array(valued, { maxLength: 40 });

describe("leavingFirst", () => {
  it("gives each entry once, the same order whatever order they come in", () => {
    fc.assert(
      fc.property(entries, (given) => {
        const order = leavingFirst(given, now);
        expect(new Set(order)).toEqual(new Set(given));
        expect(order).toHaveLength(given.length);
        const worths = (list: readonly Valued[]) => list.map(({ bytes, hits }) => [bytes, hits]);
        expect(worths(leavingFirst([...given].reverse(), now))).toEqual(worths(order));
      }),
    );
  });

  it("lets an entry leave before another that is better in one respect and as good in the others", () => {
    const better: fc.Arbitrary<(entry: Valued) => Valued> = fc.constantFrom<((entry: Valued) => Valued)[]>(
      (entry) => ({ ...entry, bytes: entry.bytes / 2 }),
      (entry) => ({ ...entry, computeMilliseconds: entry.computeMilliseconds * 2 }),
      (entry) => ({ ...entry, hits: entry.hits + 1 }),
      (entry) => ({ ...entry, lastUsedAt: entry.lastUsedAt + 3_600_000 }),
    );
    fc.assert(
      fc.property(entries, valued, better, (others, worse, improve) => {
        const improved = improve(worse);
        const order = leavingFirst([improved, ...others, worse], now + 3_600_000);
        expect(order.indexOf(worse)).toBeLessThan(order.indexOf(improved));
      }),
    );
  });
});
