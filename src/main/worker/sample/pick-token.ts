import type { Sampling } from "../../core/engine/sampling";
import { samplingDefaults } from "./evaluate-options";

/** Numbers from 0 (inclusive) to 1 (exclusive), the same for the same 32-bit seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

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
