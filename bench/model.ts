import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { presets } from "../test/support/gguf/presets";
import { writeTinyLlama } from "../test/support/gguf/write-tiny-llama";
import type { PresetName } from "./options";

/** Room for a prompt of 8,000 tokens and a long answer, on every size. */
const contextTokens = 16_384;

export interface BenchModel {
  readonly name: string;
  readonly path: string;
  readonly directory: string;
  readonly reference: string;
}

/** A generated model with random weights, kept under `.cache` between runs. */
export function benchModel(preset: PresetName): BenchModel {
  const directory = join(import.meta.dirname, "..", ".cache", "models", "bench", preset);
  const path = join(directory, `${preset}.gguf`);
  mkdirSync(directory, { recursive: true });
  if (!existsSync(path)) writeTinyLlama({ path, ...presets[preset], context: contextTokens });
  return { name: presets[preset].name, path, directory, reference: preset };
}
