export interface Column {
  readonly title: string;
  /** Figures stand on the right. */
  readonly align?: "right";
}

const gap = "  ";

/** Rows under titles, each column as wide as its widest cell; ends with a line break. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_, index) => Math.max(...[titles, ...rows].map((row) => widthOf(row[index] ?? ""))));
  const line = (row: readonly string[]) =>
    columns
      .map(({ align }, index) => padded(row[index] ?? "", widths[index] ?? 0, align))
      .join(gap)
      .trimEnd();
  return [titles, ...rows].map((row) => `${line(row)}\n`).join("");
}

/** `label  value` lines with the values in one column; ends with a line break. */
export function labelled(entries: readonly (readonly [label: string, value: string])[]): string {
  const width = Math.max(...entries.map(([label]) => widthOf(label)));
  return entries.map(([label, value]) => `${padded(label, width)}${gap}${value}\n`).join("");
}

function padded(text: string, width: number, align?: "right"): string {
  const padding = " ".repeat(width - widthOf(text));
  return align === "right" ? padding + text : text + padding;
}

/** In characters, not code units. */
const widthOf = (text: string): number => Array.from(text).length;
