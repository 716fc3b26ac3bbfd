/** Machines are noisy: medians, and ratios of runs that took turns. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** The smallest value that 95 of 100 do not exceed. */
export function percentile95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}

export const lowest = (values: readonly number[]): number => Math.min(...values);
export const highest = (values: readonly number[]): number => Math.max(...values);

/** Value by value of two lists that were measured in turn. */
export function ratios(numerators: readonly number[], denominators: readonly number[]): readonly number[] {
  return numerators.map((value, index) => value / (denominators[index] ?? Number.NaN));
}

/** A Markdown table, as docs/performance.md holds it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
