import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { presets } from "../test/support/gguf/presets";
import { writeTinyLlama } from "../test/support/gguf/write-tiny-llama";

export interface BenchModel {
  readonly name: string;
  readonly path: string;
  readonly directory: string;
  readonly reference: string;
}

/** A generated model with random weights, kept under `.cache` between runs. */
export function benchModel(preset: keyof typeof presets): BenchModel {
  const directory = join(import.meta.dirname, "..", ".cache", "models", preset);
  const path = join(directory, `${preset}.gguf`);
  mkdirSync(directory, { recursive: true });
  if (!existsSync(path)) writeTinyLlama({ path, ...presets[preset] });
  return { name: presets[preset].name, path, directory, reference: preset };
}
