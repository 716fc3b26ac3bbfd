import type { MemoryEstimate } from "./memory/memory-estimate";

/** What a process may take beyond its plan and its growth: contexts for embeddings, and what estimates miss. */
const planFactor = 1.5;
const beyondPlanBytes = 8 * 2 ** 30;

/** From where on a worker is taken for broken. Far above any plan: this ends leaks and runaway grammars, it does no accounting. */
export function workerLimitBytes({ totalBytes, growthBytes }: MemoryEstimate): number {
  return totalBytes * planFactor + growthBytes + beyondPlanBytes;
}
