import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TokenOrder } from "../../../../../src/main/worker/prefix/token-order";

const sequence = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 8 });
const sequences = fc.uniqueArray(sequence, { maxLength: 30, selector: (tokens) => tokens.join() });

const common = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++;
  return length;
};

describe("TokenOrder", () => {
  it("finds what comparing with every sequence would find", () => {
    fc.assert(
      fc.property(sequences, sequences, sequence, (kept, removed, asked) => {
        const order = new TokenOrder<{ ids: Int32Array }>();
        const items = kept.map((tokens) => ({ ids: new Int32Array(tokens) }));
        const passing = removed.map((tokens) => ({ ids: new Int32Array(tokens) }));
        for (const item of [...passing, ...items]) order.add(item);
        for (const item of passing) order.remove(item);

        const most = Math.max(0, ...items.map(({ ids }) => common(ids, asked)));
        const sharing = order.sharingMost(asked);
        expect(sharing.shared).toBe(most);
        expect(new Set(sharing.items)).toEqual(
          new Set(most === 0 ? [] : items.filter(({ ids }) => common(ids, asked) === most)),
        );
        const within = items
          .filter(({ ids }) => common(ids, asked) === ids.length)
          .sort((a, b) => b.ids.length - a.ids.length);
        expect(order.within(asked)).toEqual(within);
        expect(order.longestWithin(asked)).toBe(within[0] ?? null);
        const covers = items.some(({ ids }) => common(ids, asked) === asked.length);
        expect(order.covering(asked) !== null).toBe(covers);
      }),
      { numRuns: 500 },
    );
  });
});
