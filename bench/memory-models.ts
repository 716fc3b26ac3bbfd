import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { gemma3, llama, qwen35, qwen3moe } from "../test/support/gguf/outlines/outlines";
import { writeOutlinedModel } from "../test/support/gguf/outlines/write-outlined-model";

const small = { width: 1_024, heads: 8, keyValueHeads: 4, feedForward: 3_072 };

/** Of 220 to 400 MB each. */
const models = {
  "llama-f16": { type: "F16", plan: () => llama({ ...small, layers: 10 }) },
  "llama-q8": { type: "Q8_0", plan: () => llama({ ...small, layers: 20 }) },
  "large-vocabulary-q8": { type: "Q8_0", plan: () => llama({ ...small, layers: 6, vocabulary: 128_256 }) },
  "experts-q8": {
    type: "Q8_0",
    plan: () => qwen3moe({ ...small, layers: 8 }, { count: 32, used: 8, feedForward: 384 }),
  },
  "hybrid-q8": { type: "Q8_0", plan: () => qwen35(null, { width: 1_024, heads: 8, feedForward: 3_072, layers: 16 }) },
  "sliding-window-q8": { type: "Q8_0", plan: () => gemma3({ ...small, layers: 18, vocabulary: 16_384 }) },
} as const;

export type MemoryModel = keyof typeof models;
export const memoryModels = Object.keys(models) as readonly MemoryModel[];

/** The file of a generated model, kept under `.cache` between runs. */
export function memoryModelPath(name: MemoryModel): string {
  const directory = join(import.meta.dirname, "..", ".cache", "models", "bench", "memory");
  const path = join(directory, `${name}.gguf`);
  if (existsSync(path)) return path;
  mkdirSync(directory, { recursive: true });
  const { type, plan } = models[name];
  writeOutlinedModel(`${path}.part`, plan(), type);
  renameSync(`${path}.part`, path);
  return path;
}
