import { fileStem, modelName } from "../library/model-names";

/**
 * What imported files are called in the models folder: as they were, or with a number behind the model's name where that is taken:
 * `Story.Q8_0.gguf`, `Story-2.Q8_0.gguf`. A hidden name would not be looked at, so leading dots go; the ending is always `.gguf`.
 */
export function targetNames(names: readonly string[], number: number): readonly string[] {
  return names.map((name) => {
    const stem = fileStem(name).replace(/^\.+/, "");
    return `${numbered(stem === "" ? "model" : stem, number)}.gguf`;
  });
}

function numbered(stem: string, number: number): string {
  if (number === 1) return stem;
  const name = modelName(stem);
  return stem.startsWith(name) && stem !== name ? `${name}-${number}${stem.slice(name.length)}` : `${stem}-${number}`;
}
