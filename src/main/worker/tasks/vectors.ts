/** The first components of a vector, brought to length 1; a vector of zeros stays one. */
export function unitVector(vector: readonly number[], dimensions: number = vector.length): number[] {
  const kept = vector.slice(0, dimensions);
  const length = Math.hypot(...kept);
  return length === 0 ? kept : kept.map((component) => component / length);
}
