import type { Resident } from "../../../shared/shapes/resident";
import type { Efficiency } from "./speed";

/** One measurement on this machine: a lone answer reached this part of the peak while each token read so many bytes. */
export interface SpeedSample {
  readonly bytesPerToken: number;
  readonly efficiency: number;
}

/** What llama.cpp reaches under Metal, from measurements of others (reference/macos.md). */
export const usualEfficiency: Efficiency = { low: 0.4, high: 0.75 };

const mostSamples = 60;
const enoughSamples = 5;
/** Small models spend their time elsewhere: what they reach says nothing of large ones, nor the reverse. */
const similarFactor = 8;
/** The single measurements lie this far apart on a machine that also does other things. */
const spread = 0.1;

/** Oldest first, the last 60. More than the peak cannot be: then the count of bytes was wrong, and it is not believed. */
export function addSample(samples: readonly SpeedSample[], sample: SpeedSample): readonly SpeedSample[] {
  if (!(sample.efficiency > 0 && sample.efficiency <= 1)) return samples;
  return [...samples, sample].slice(-mostSamples);
}

/** What to expect of a model that reads so many bytes for a token: as models of its size did here, else as usual. */
export function efficiencyFor(samples: readonly SpeedSample[], bytesPerToken: number): Efficiency {
  const similar = samples
    .filter(
      (sample) =>
        Math.max(sample.bytesPerToken, bytesPerToken) <= similarFactor * Math.min(sample.bytesPerToken, bytesPerToken),
    )
    .map(({ efficiency }) => efficiency)
    .sort((one, other) => one - other);
  if (similar.length < enoughSamples) return usualEfficiency;
  const at = (part: number) => similar[Math.round(part * (similar.length - 1))] ?? 0;
  return { low: at(0.1) * (1 - spread), high: Math.min(1, at(0.9) * (1 + spread)) };
}

/**
 * The resident whose rate can be measured now: it alone answers, one request alone, and has for the whole second over which the rate
 * is counted. Null when there is none.
 */
export function loneAnswer(residents: readonly Resident[]): Resident | null {
  const [busy, ...others] = residents.filter(({ jobs, state }) => jobs.length > 0 || state === "loading");
  if (busy === undefined || others.length > 0 || busy.tokensPerSecond === null) return null;
  const [job, ...more] = busy.jobs;
  if (job?.phase !== "decode" || more.length > 0) return null;
  return job.generatedTokens >= 2 * busy.tokensPerSecond ? busy : null;
}

/** What a token of its one answer reads now: the weights that it uses, and the keys and values so far. */
export function bytesReadNow({ memory, context, slots, jobs }: Resident, activeWeightsBytes: number): number {
  const tokens = jobs.reduce((sum, { promptTokens, generatedTokens }) => sum + promptTokens + generatedTokens, 0);
  return activeWeightsBytes + (memory.kvCacheBytes * tokens) / Math.max(1, context * slots);
}
