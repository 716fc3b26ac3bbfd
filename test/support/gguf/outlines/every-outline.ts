import type { HeaderPlan } from "../gguf-bytes";
import { deepseek2, gemma3, gptOss, lfm2, llama, minimaxM2, qwen35, qwen3moe } from "./outlines";

/** One for each way in which architectures differ in memory. */
export const everyOutline: Readonly<Record<string, () => HeaderPlan>> = {
  llama: () => llama(),
  "llama with a large vocabulary": () => llama({ vocabulary: 128_256 }),
  "llama with many key-value heads": () => llama({ feedForward: 2_048, keyValueHeads: 32 }),
  qwen3moe: () => qwen3moe(),
  "qwen3moe with large experts": () => qwen3moe({}, { count: 16, used: 8, feedForward: 3_072 }),
  "minimax-m2": minimaxM2,
  gemma3: () => gemma3(),
  "gpt-oss": gptOss,
  deepseek2,
  qwen35: () => qwen35(null),
  qwen35moe: () => qwen35({ count: 64, used: 8, feedForward: 512 }),
  lfm2,
};
