import { tinyVocabulary } from "./gguf/tiny-vocabulary";

const vocabulary = tinyVocabulary();

/** Printable tokens of the generated models. Different seeds differ from the first token on. */
export function madeUpPrompt(seed: number, length: number): number[] {
  const { silent, size } = vocabulary;
  return Array.from(
    { length },
    (_, index) => silent + ((seed * 101 + index * 7_919 + index * index * 31 * seed) % (size - silent)),
  );
}
