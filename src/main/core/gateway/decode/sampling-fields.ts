import { z } from "zod";
import type { DrySampling, Sampling } from "../../engine/sampling";
import { anything, invalidField, numberBetween, seed, wholeNumberBetween } from "./fields";

const mostBiases = 1_024;
const mostBreakers = 32;
const longestBreaker = 100;

const biasFault = `must be an object of at most ${mostBiases} token ids, each with a number from -100 to 100`;
const breakersFault = `must be an array of at most ${mostBreakers} strings of at most ${longestBreaker} characters`;

/** How the next token is chosen: names that local servers and both dialects share. */
export const samplingFields = {
  top_p: numberBetween(0, 1),
  top_k: wholeNumberBetween(-1, 2 ** 31 - 1),
  min_p: numberBetween(0, 1),
  repeat_penalty: numberBetween(0.01, 10),
  repeat_last_n: wholeNumberBetween(-1, 2 ** 20),
  frequency_penalty: numberBetween(-2, 2),
  presence_penalty: numberBetween(-2, 2),
  dry_multiplier: numberBetween(0, 100),
  dry_base: numberBetween(1, 100),
  dry_allowed_length: wholeNumberBetween(0, 2 ** 20),
  dry_penalty_last_n: wholeNumberBetween(-1, 2 ** 20),
  dry_sequence_breakers: z
    .array(z.string(breakersFault).max(longestBreaker, breakersFault), breakersFault)
    .max(mostBreakers, breakersFault)
    .nullish(),
  xtc_probability: numberBetween(0, 1),
  xtc_threshold: numberBetween(0, 1),
  logit_bias: anything(),
  seed: seed(),
};
type SamplingFields = z.output<z.ZodObject<typeof samplingFields>>;

/** A window of −1 means the whole context; this is longer than any. */
const wholeContext = 2 ** 20;

/** llama.cpp's own threshold for XTC. */
const usualThreshold = 0.1;

/** @throws TresorError `invalid_request` */
export function samplingOf(fields: SamplingFields & { readonly temperature?: number | undefined }): Sampling {
  const probability = fields.xtc_probability ?? 0;
  return {
    temperature: fields.temperature,
    topP: fields.top_p,
    topK: fields.top_k === undefined ? undefined : Math.max(0, fields.top_k),
    minP: fields.min_p,
    repeatPenalty: fields.repeat_penalty,
    repeatLastTokens: windowOf(fields.repeat_last_n),
    frequencyPenalty: fields.frequency_penalty,
    presencePenalty: fields.presence_penalty,
    dry: dryOf(fields),
    xtc: probability > 0 ? { probability, threshold: fields.xtc_threshold ?? usualThreshold } : undefined,
    logitBias: logitBiasOf(fields.logit_bias),
    seed: fields.seed,
  };
}

function windowOf(tokens: number | undefined): number | undefined {
  return tokens === -1 ? wholeContext : tokens;
}

function dryOf(fields: SamplingFields): DrySampling | undefined {
  const strength = fields.dry_multiplier ?? 0;
  if (strength === 0) return undefined;
  return {
    strength,
    base: fields.dry_base,
    allowedLength: fields.dry_allowed_length,
    lastTokens: windowOf(fields.dry_penalty_last_n),
    sequenceBreakers: fields.dry_sequence_breakers ?? undefined,
  };
}

function logitBiasOf(value: unknown): Readonly<Record<string, number>> | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object" || Array.isArray(value)) throw invalidField("logit_bias", biasFault);
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  if (entries.length > mostBiases) throw invalidField("logit_bias", biasFault);
  for (const [token, bias] of entries) {
    const isFair = typeof bias === "number" && Math.abs(bias) <= 100;
    if (!isFair || !/^\d{1,9}$/.test(token)) throw invalidField("logit_bias", biasFault);
  }
  return entries.length === 0 ? undefined : (value as Readonly<Record<string, number>>);
}
