import type { Hyperparameters } from "./hyperparameters";
import type { GgufHeader } from "./parse-header";

/**
 * What one token makes the engine read: `expertsUsed` of `experts` in the expert tensors (`…_exps.…`), everything of the others. Of the
 * embedding it is one row, unless the model has no output matrix of its own and reads the embedding in its place.
 */
export function activeWeightsBytes({ tensors }: GgufHeader, { experts, expertsUsed }: Hyperparameters): number {
  const share = experts === 0 ? 1 : expertsUsed / experts;
  const tied = !tensors.some(({ name }) => name === "output.weight");
  const active = tensors.reduce((sum, { name, bytes, dimensions }) => {
    if (name === "token_embd.weight" && !tied) return sum + bytes / Math.max(1, dimensions[1] ?? 1);
    return sum + bytes * (name.includes("_exps.") ? share : 1);
  }, 0);
  return Math.round(active);
}
