/** The local day of a time, as `2026-11-27`. */
export function dayOf(milliseconds: number): string {
  const at = new Date(milliseconds);
  const [month, day] = [at.getMonth() + 1, at.getDate()].map((number) => String(number).padStart(2, "0"));
  return `${at.getFullYear()}-${month}-${day}`;
}

/** Until the next local midnight; a day with a change of clocks is longer or shorter. */
export function secondsToMidnight(milliseconds: number): number {
  const at = new Date(milliseconds);
  const midnight = new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1).getTime();
  return Math.ceil((midnight - milliseconds) / 1_000);
}
