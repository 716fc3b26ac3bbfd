/** From `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Sorted, apart from each other by at least one byte. */
export type ByteRanges = readonly ByteRange[];

export function withRange(ranges: ByteRanges, added: ByteRange): ByteRanges {
  if (added.end <= added.start) return ranges;
  const before = ranges.filter(({ end }) => end < added.start);
  const after = ranges.filter(({ start }) => start > added.end);
  const touched = ranges.slice(before.length, ranges.length - after.length);
  const start = Math.min(added.start, touched[0]?.start ?? added.start);
  const end = Math.max(added.end, touched.at(-1)?.end ?? added.end);
  return [...before, { start, end }, ...after];
}

/** What is not there yet, of a file of this size. */
export function missingRanges(ranges: ByteRanges, sizeBytes: number): ByteRange[] {
  const starts = [0, ...ranges.map(({ end }) => end)];
  const ends = [...ranges.map(({ start }) => start), sizeBytes];
  return starts.flatMap((start, index) => {
    const end = ends[index] ?? sizeBytes;
    return start < end ? [{ start, end }] : [];
  });
}

export function coveredBytes(ranges: ByteRanges): number {
  return ranges.reduce((total, { start, end }) => total + end - start, 0);
}

/** How far the file is whole from its beginning on. */
export function wholeUntil(ranges: ByteRanges): number {
  const [first] = ranges;
  return first?.start === 0 ? first.end : 0;
}

/** The missing ranges in pieces that one request asks for. */
export function segmentsOf(missing: readonly ByteRange[], segmentBytes: number): ByteRange[] {
  return missing.flatMap(({ start, end }) => {
    const count = Math.ceil((end - start) / segmentBytes);
    return Array.from({ length: count }, (_, index) => ({
      start: start + index * segmentBytes,
      end: Math.min(end, start + (index + 1) * segmentBytes),
    }));
  });
}

const smallestSegmentBytes = 16 * 1024 * 1024;

/** Small enough that all connections have work until near the end, large enough that requests cost nothing. */
export function segmentBytesFor(sizeBytes: number, connections: number, mostBytes: number): number {
  const even = Math.ceil(sizeBytes / (connections * 8));
  return Math.min(mostBytes, Math.max(smallestSegmentBytes, even));
}
