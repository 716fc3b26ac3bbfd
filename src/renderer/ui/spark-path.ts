export interface SparkBox {
  readonly width: number;
  readonly height: number;
  /** How many values the whole width stands for; fewer are drawn at its right end. */
  readonly slots: number;
}

export interface SparkDrawing {
  /** SVG path data; a null value interrupts the line. */
  readonly path: string;
  /** Where the last value lies; null when it is unknown or nothing moves now. */
  readonly now: { readonly x: number; readonly y: number } | null;
}

/** A line of values, oldest first, from zero at the lower edge to the largest of them at the upper one. */
export function drawSpark(values: readonly (number | null)[], { width, height, slots }: SparkBox): SparkDrawing {
  const shown = values.slice(-slots);
  const largest = Math.max(1e-9, ...shown.map((value) => value ?? 0));
  const step = width / Math.max(1, slots - 1);
  const offset = slots - shown.length;
  const points = shown.map((value, index) =>
    value === null ? null : { x: round((offset + index) * step), y: round(height - (value / largest) * height) },
  );
  const path = points
    .map((point, index) => {
      if (point === null) return "";
      const begins = (points[index - 1] ?? null) === null;
      return `${begins ? "M" : "L"}${point.x} ${point.y}`;
    })
    .join("");
  return { path, now: (shown.at(-1) ?? 0) > 0 ? (points.at(-1) ?? null) : null };
}

const round = (value: number): number => Math.round(value * 10) / 10;
