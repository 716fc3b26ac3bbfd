/** Tokens that the worker computes at once at most (worker/resident-model.ts): what compute buffers are sized for. */
export function batchTokensOf(context: number): number {
  return Math.min(512, context);
}
