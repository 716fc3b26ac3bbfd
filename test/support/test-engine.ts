import { existsSync } from "node:fs";
import path from "node:path";
import { getLlama, type Llama } from "node-llama-cpp";

/** The engine as tests use it: on the CPU, with one thread, never built. */
export function testEngine(): Promise<Llama> {
  return getLlama({ gpu: false, build: "never", skipDownload: true, progressLogs: false, maxThreads: 1 });
}

/** A small instruct model beside the checkout; null where it is missing, as for everybody else. */
export function instructModelPath(): string | null {
  const file = path.resolve(import.meta.dirname, "../../../shared/models/SmolLM2-135M-Instruct.Q4_1.gguf");
  return existsSync(file) ? file : null;
}
