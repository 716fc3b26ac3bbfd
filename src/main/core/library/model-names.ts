import { basename } from "node:path";

/** `-00001-of-00003`: which part of a model in several files this is. */
const partSuffix = /-(\d{5})-of-\d{5}$/;

/** How file names tell a quantisation: `.Q4_1`, `-Q4_K_M`, `-UD-IQ3_XXS`, `_f16`, `.MXFP4_MOE`. */
const quantizationSuffix = /[-._ ](?:UD[-_])?(?:I?Q\d(?:_[A-Z0-9]+)*|TQ\d_\d|BF16|FP?16|FP?32|MXFP4(?:_MOE)?|NVFP4)$/i;

/** `model.Q8_0.gguf` → `model.Q8_0` */
export function fileStem(path: string): string {
  return basename(path).replace(/\.gguf$/i, "");
}

/** Null for a file that is whole. The first part is 1. */
export function partNumber(path: string): number | null {
  const [, part] = partSuffix.exec(fileStem(path)) ?? [];
  return part === undefined ? null : Number(part);
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

/**
 * One reference `name:tag` for each file, in their order, unique whatever the case of letters: the second `name:tag` becomes
 * `name-2:tag`. The tag is the dominant tensor type in lower case.
 */
export function nameModels(
  files: readonly { readonly path: string; readonly quantization: string }[],
): readonly string[] {
  const taken = new Set<string>();
  return files.map(({ path, quantization }) => {
    const name = modelName(path);
    const tag = quantization.toLowerCase();
    let reference = `${name}:${tag}`;
    for (let number = 2; taken.has(reference.toLowerCase()); number++) reference = `${name}-${number}:${tag}`;
    taken.add(reference.toLowerCase());
    return reference;
  });
}
