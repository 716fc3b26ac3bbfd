/** One piece of a bar: what it stands for is told by its pattern, so that it needs no colour. */
export interface BarPiece {
  readonly pattern: string;
  readonly bytes: number;
}

const empty = "·";
const limitMark = "│";

/**
 * `░░██████▓▒····`: the pieces in their order, to scale, and what is free after them. Where they are more than `limitBytes` the bar
 * goes on behind a mark at the limit.
 */
export function memoryBar(pieces: readonly BarPiece[], limitBytes: number, width: number): string {
  const sum = pieces.reduce((total, { bytes }) => total + bytes, 0);
  const scale = Math.max(limitBytes, sum);
  if (scale <= 0) return empty.repeat(width);
  const over = sum > limitBytes;
  const cells = over ? width - 1 : width;
  const column = (bytes: number) => Math.round((bytes / scale) * cells);
  let start = 0;
  let bar = "";
  for (const { pattern, bytes } of pieces) {
    bar += pattern.repeat(column(start + bytes) - column(start));
    start += bytes;
  }
  bar += empty.repeat(cells - column(sum));
  return over ? bar.slice(0, column(limitBytes)) + limitMark + bar.slice(column(limitBytes)) : bar;
}
