import type { MemoryEstimate } from "./memory/memory-estimate";
import { memoryWords } from "./memory-words";

/** What a process may take beyond its plan and its growth: contexts for embeddings, and what estimates miss. */
const planFactor = 1.5;
const beyondPlanBytes = 8 * 2 ** 30;

/** From where on a worker is taken for broken. Far above any plan: this ends leaks and runaway grammars, it does no accounting. */
function workerLimitBytes({ totalBytes, growthBytes }: MemoryEstimate): number {
  return totalBytes * planFactor + growthBytes + beyondPlanBytes;
}

/** What a process did that holds more than it may; completes the sentence that begins with its name. Null: it does not. */
export function excessOf(bytes: number, estimate: MemoryEstimate): string | null {
  const limitBytes = workerLimitBytes(estimate);
  return bytes > limitBytes ? `held ${memoryWords(bytes)} where at most ${memoryWords(limitBytes)} were planned` : null;
}
