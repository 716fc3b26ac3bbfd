import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  coveredBytes,
  missingRanges,
  segmentBytesFor,
  segmentsOf,
  wholeUntil,
  withRange,
  type ByteRanges,
} from "../../../../../src/main/fetcher/transfer/ranges";

const size = 60;
const range = fc
  .tuple(fc.integer({ min: 0, max: size }), fc.integer({ min: 0, max: size }))
  .map(([one, other]) => ({ start: Math.min(one, other), end: Math.max(one, other) }));

const bytesOf = (ranges: ByteRanges) =>
  ranges.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, n) => start + n));

describe("ranges", () => {
  it("cover what was added and nothing else, sorted and apart", () => {
    fc.assert(
      fc.property(fc.array(range), (added) => {
        const ranges = added.reduce<ByteRanges>((all, one) => withRange(all, one), []);
        const wanted = [...new Set(bytesOf(added))].sort((one, other) => one - other);
        expect(bytesOf(ranges)).toEqual(wanted);
        expect(coveredBytes(ranges)).toBe(wanted.length);
        expect(ranges.every(({ start }, index) => index === 0 || start > (ranges[index - 1]?.end ?? 0))).toBe(true);
        const firstMissing = Array.from({ length: size + 1 }, (_, byte) => byte).find((byte) => !wanted.includes(byte));
        expect(wholeUntil(ranges)).toBe(firstMissing);
      }),
    );
  });

  it("and what is missing make the whole, in segments of a bounded size", () => {
    fc.assert(
      fc.property(fc.array(range), fc.integer({ min: 1, max: 20 }), (added, segmentBytes) => {
        const ranges = added.reduce<ByteRanges>((all, one) => withRange(all, one), []);
        const segments = segmentsOf(missingRanges(ranges, size), segmentBytes);
        expect(segments.every(({ start, end }) => end > start && end - start <= segmentBytes)).toBe(true);
        const all = [...bytesOf(ranges), ...bytesOf(segments)].sort((one, other) => one - other);
        expect(all).toEqual(Array.from({ length: size }, (_, byte) => byte));
      }),
    );
  });
});

describe("segmentBytesFor", () => {
  const mega = 1024 * 1024;
  it("stays between 16 MiB and the most", () => {
    expect(segmentBytesFor(100 * mega, 4, 64 * mega)).toBe(16 * mega);
    expect(segmentBytesFor(1_024 * mega, 4, 64 * mega)).toBe(32 * mega);
    expect(segmentBytesFor(400e9, 4, 64 * mega)).toBe(64 * mega);
  });
});
