import type { MemoryEstimate } from "./memory/memory-estimate";

const gigabyte = 1e9;
const megabyte = 1e6;

/** `43.4 GB`, `1.09 GB`, `120 MB`; decimal units, as the window shows them. */
export function memoryWords(bytes: number): string {
  return `${figures(bytes)(bytes)} ${bytes >= gigabyte ? "GB" : "MB"}`;
}

/** `43.4 GB (weights 30.2, KV cache 12.0, compute 0.9, process 0.3)`; the parts in the unit of the sum. */
export function estimateWords(estimate: MemoryEstimate): string {
  const words = figures(estimate.totalBytes);
  const parts = [
    `weights ${words(estimate.weightsBytes)}`,
    `KV cache ${words(estimate.kvCacheBytes)}`,
    `compute ${words(estimate.computeBytes)}`,
    `process ${words(estimate.overheadBytes)}`,
  ];
  return `${memoryWords(estimate.totalBytes)} (${parts.join(", ")})`;
}

/** How to write amounts beside one of this size: small ones with more digits, so that 1.09 of 1.10 GB is seen to be less. */
function figures(bytes: number): (bytes: number) => string {
  if (bytes < gigabyte) return (amount) => String(Math.round(amount / megabyte));
  const digits = bytes < 10 * gigabyte ? 2 : 1;
  return (amount) => (amount / gigabyte).toFixed(digits);
}
