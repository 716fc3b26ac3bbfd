import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mutationBase, type MutationBase } from "./mutate";
import { plainFile, plainFileOf } from "./plain-models";
import { splitModel } from "./split-model";
import { u32 } from "./gguf-bytes";
import { writeTinyEncoder } from "./write-tiny-encoder";
import { writeTinyLlama } from "./write-tiny-llama";

/** Good files of different make, each small: two that the engine serves, one of each other shape that the parser knows. */
export function mutationBases(folder: string): readonly MutationBase[] {
  const llama = join(folder, "llama.gguf");
  const shape = { layers: 1, width: 64, heads: 2, keyValueHeads: 1, feedForward: 96, context: 256 } as const;
  writeTinyLlama({ ...shape, path: llama, type: "Q8_0", chatTemplate: "chatml" });
  const encoder = join(folder, "encoder.gguf");
  writeTinyEncoder(encoder);
  const parts = splitModel(llama, { parts: 2 });
  const experts = { "qwen3moe.expert_count": u32(8), "qwen3moe.expert_used_count": u32(2) };
  const files = [llama, encoder, ...parts].map((path) => readFileSync(path));
  return [...files, plainFile(), plainFileOf("qwen3moe", { metadata: experts })].map(mutationBase);
}
