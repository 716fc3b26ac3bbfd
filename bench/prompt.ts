/** Each is one token of the generated models' vocabulary, with the space before it. */
const words =
  "the and to was in he she it of with said his her day for you little very on one so big girl boy saw play tree dog cat bird sun water".split(
    " ",
  );

/**
 * A text of exactly that many tokens for a generated model, its beginning-of-sequence token included. Texts of different seeds have no
 * beginning in common, so that none is read from a cache.
 */
export function promptOf(tokens: number, seed: number): string {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 16;
  return Array.from({ length: tokens - 1 }, () => words[next() % words.length]).join(" ");
}
