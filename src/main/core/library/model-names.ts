import { basename } from "node:path";

/** `-00001-of-00003`: which part of a model in several files this is. */
const partSuffix = /-(\d{5})-of-(\d{5})$/;

/** How file names tell a quantisation: `.Q4_1`, `-Q4_K_M`, `-UD-IQ3_XXS`, `_f16`, `.MXFP4_MOE`. */
const quantizationSuffix = /[-._ ](?:UD[-_])?(?:I?Q\d(?:_[A-Z0-9]+)*|TQ\d_\d|BF16|FP?16|FP?32|MXFP4(?:_MOE)?|NVFP4)$/i;

/** `model.Q8_0.gguf` → `model.Q8_0` */
export function fileStem(path: string): string {
  return basename(path).replace(/\.gguf$/i, "");
}

/** Which part of which model a file is by its name, the first being 1; null for a file that is whole. */
export function partOf(
  path: string,
): { readonly stem: string; readonly number: number; readonly count: number } | null {
  const stem = fileStem(path);
  const [suffix, number, count] = partSuffix.exec(stem) ?? [];
  if (suffix === undefined) return null;
  return { stem: stem.slice(0, -suffix.length), number: Number(number), count: Number(count) };
}

/** The names of all files of a model, of which one lies at `path`: itself alone where it is whole. */
export function partFileNames(path: string): readonly string[] {
  const part = partOf(path);
  if (part === null) return [basename(path)];
  return Array.from({ length: part.count }, (_, index) => partFileName(part.stem, index + 1, part.count));
}

export function partFileName(stem: string, number: number, count: number): string {
  const digits = (value: number) => String(value).padStart(5, "0");
  return `${stem}-${digits(number)}-of-${digits(count)}.gguf`;
}

/**
 * The name in a reference: the file's stem without part and quantisation, of letters, digits, dots, underscores and dashes only.
 * `SmolLM2-135M-Instruct.Q4_1.gguf` → `SmolLM2-135M-Instruct`
 */
export function modelName(path: string): string {
  const stem = fileStem(path).replace(partSuffix, "");
  const name = stem.replace(quantizationSuffix, "");
  const safe = (name === "" ? stem : name).replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[-.]+|[-.]+$/g, "");
  return safe === "" ? "model" : safe;
}

export interface Nameable {
  /** As the program that keeps the model calls it, `name:tag`; null: it is named after its file. */
  readonly givenName?: string | null;
  readonly path: string;
  readonly quantization: string;
}

/**
 * One reference `name:tag` for each model, in their order, unique whatever the case of letters: the second `name:tag` becomes
 * `name-2:tag`. Where no other program has named it, the tag is the dominant tensor type in lower case.
 */
export function nameModels(models: readonly Nameable[]): readonly string[] {
  const taken = new Set<string>();
  return models.map(({ givenName, path, quantization }) => {
    const wish = givenName ?? `${modelName(path)}:${quantization.toLowerCase()}`;
    const [name = "", tag = ""] = wish.split(":");
    let reference = wish;
    for (let number = 2; taken.has(reference.toLowerCase()); number++) reference = `${name}-${number}:${tag}`;
    taken.add(reference.toLowerCase());
    return reference;
  });
}
