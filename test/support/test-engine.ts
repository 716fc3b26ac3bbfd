import { existsSync } from "node:fs";
import path from "node:path";
import { getLlama, type Llama } from "node-llama-cpp";

/** The engine as tests use it: on the CPU, with one thread, never built. */
export function testEngine(): Promise<Llama> {
  return getLlama({ gpu: false, build: "never", skipDownload: true, progressLogs: false, maxThreads: 1 });
}

/** A real chat model: the file in TRESOR_TEST_MODEL, else a small one beside the checkout; null where there is none. */
export function instructModelPath(): string | null {
  const beside = path.resolve(import.meta.dirname, "../../../shared/models/SmolLM2-135M-Instruct.Q4_1.gguf");
  const file = process.env["TRESOR_TEST_MODEL"] ?? beside;
  return existsSync(file) ? file : null;
}
