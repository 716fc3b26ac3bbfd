import type { MemoryEstimate } from "./memory-estimate";

/** What a process may take beyond its plan: the runtime, saved prefixes, contexts for embeddings, and what estimates miss. */
const planFactor = 1.5;
const beyondPlanBytes = 8 * 2 ** 30;

/** From where on a worker is taken for broken. Far above any plan: this ends leaks and runaway grammars, it does no accounting. */
export function workerLimitBytes({ totalBytes }: Pick<MemoryEstimate, "totalBytes">): number {
  return totalBytes * planFactor + beyondPlanBytes;
}
