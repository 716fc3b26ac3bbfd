const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/u;

/** A map, so that `constructor` is no word. */
const words: ReadonlyMap<string, string> = new Map([
  ["true", "true"],
  ["false", "false"],
  ["null", "null"],
  ["True", "true"],
  ["False", "false"],
  ["None", "null"],
]);

/** A number, or a constant as JSON or Python writes it, as JSON; undefined for any other word. */
export function jsonWord(word: string): string | undefined {
  return number.test(word) ? word : words.get(word);
}
