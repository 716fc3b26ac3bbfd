import type { Sampling } from "../../core/engine/sampling";
import { samplingDefaults } from "./evaluate-options";

/**
 * Chooses one of the candidates, most probable first, in the engine's own order: top-k, top-p, min-p, temperature. Used where the
 * probabilities of the whole vocabulary are reported, since the engine's sampler reports those that its own cuts have left.
 */
export function pickToken<T>(candidates: Iterable<readonly [T, number]>, sampling: Sampling, random: () => number): T {
  const { temperature = samplingDefaults.temperature, topP = samplingDefaults.topP } = sampling;
  const { minP = samplingDefaults.minP, topK = samplingDefaults.topK } = sampling;
  const kept = cut(candidates, { topK: topK <= 0 ? Infinity : topK, topP, minP });
  const [first] = kept;
  if (first === undefined) throw new Error("There is no candidate to choose from.");
  if (temperature <= 0) return first[0];
  const weights = kept.map(([, probability]) => Math.pow(probability / first[1], 1 / temperature));
  let rest = random() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    rest -= weight;
    const candidate = kept[index];
    if (rest < 0 && candidate !== undefined) return candidate[0];
  }
  return first[0];
}

interface Cuts {
  readonly topK: number;
  readonly topP: number;
  readonly minP: number;
}

function cut<T>(candidates: Iterable<readonly [T, number]>, { topK, topP, minP }: Cuts): (readonly [T, number])[] {
  const first: (readonly [T, number])[] = [];
  for (const candidate of candidates) {
    if (first.length >= topK || candidate[1] <= 0) break;
    first.push(candidate);
  }
  const total = first.reduce((sum, [, probability]) => sum + probability, 0);
  let reached = 0;
  const nucleus = first.filter(([, probability], index) => {
    const isWithin = index === 0 || reached < topP * total;
    reached += probability;
    return isWithin;
  });
  const least = minP * (first[0]?.[1] ?? 0);
  return nucleus.filter(([, probability], index) => index === 0 || probability >= least);
}
