import { TokenBias, type LlamaModel, type SequenceEvaluateOptions, type Token } from "node-llama-cpp";
import type { Sampling } from "../../core/engine/sampling";
import { isToken } from "../token-numbers";

/** The last tokens of prompt and answer, in order; need not be more than `count`. */
export type RecentTokens = (count: number) => Token[];

/** What a request that says nothing gets: the usual defaults of local engines, warm but coherent. */
export const samplingDefaults = { temperature: 0.8, topP: 0.95, topK: 40, minP: 0.05, repeatLastTokens: 64 } as const;

/**
 * node-llama-cpp sorts the whole vocabulary when there is no top-k (12 ms a token at 152,000 entries); a thousand candidates give the
 * same choice in practice and cost about 1 ms.
 */
const practicallyUnlimitedTopK = 1_000;

/** A seed for a request that has none. */
export function randomSeed(): number {
  return Math.floor(Math.random() * 2 ** 32);
}

/** The request's sampling as options of node-llama-cpp. `recentTokens` is asked at each step, for the penalties. */
export function evaluateOptions(sampling: Sampling, recentTokens: RecentTokens): SequenceEvaluateOptions {
  const topK = sampling.topK ?? samplingDefaults.topK;
  const { dry, xtc } = sampling;
  return {
    temperature: sampling.temperature ?? samplingDefaults.temperature,
    topP: sampling.topP ?? samplingDefaults.topP,
    topK: topK <= 0 ? practicallyUnlimitedTopK : topK,
    minP: sampling.minP ?? samplingDefaults.minP,
    seed: sampling.seed ?? randomSeed(),
    ...penalties(sampling, recentTokens),
    ...(xtc === undefined || xtc.probability <= 0 ? {} : { xtc }),
    ...(dry === undefined || dry.strength <= 0
      ? {}
      : {
          dryRepeatPenalty: {
            strength: dry.strength,
            ...(dry.base === undefined ? {} : { base: dry.base }),
            ...(dry.allowedLength === undefined ? {} : { allowedLength: dry.allowedLength }),
            ...(dry.lastTokens === undefined ? {} : { lastTokens: dry.lastTokens }),
            ...(dry.sequenceBreakers === undefined ? {} : { sequenceBreakers: [...dry.sequenceBreakers] }),
          },
        }),
    // End tokens are judged by the family's rules, not inside the engine.
    yieldEogToken: true,
  };
}

/** The biases of a request; keys that are no token of the model are left out, as other servers do. */
export function tokenBias(model: LlamaModel, bias: Sampling["logitBias"]): TokenBias | null {
  const entries = Object.entries(bias ?? {});
  if (entries.length === 0) return null;
  const biases = TokenBias.for(model);
  for (const [key, logit] of entries) {
    const token = Number(key);
    if (isToken(model, token)) biases.set(token, { logit });
  }
  return biases;
}

function penalties(sampling: Sampling, recentTokens: RecentTokens): SequenceEvaluateOptions {
  const { repeatPenalty = 1, frequencyPenalty = 0, presencePenalty = 0 } = sampling;
  if (repeatPenalty === 1 && frequencyPenalty === 0 && presencePenalty === 0) return {};
  const last = sampling.repeatLastTokens ?? samplingDefaults.repeatLastTokens;
  return {
    repeatPenalty: {
      punishTokens: () => (last === 0 ? [] : recentTokens(last).slice(-last)),
      maxPunishTokens: Math.max(1, last),
      penalty: repeatPenalty,
      frequencyPenalty,
      presencePenalty,
    },
  };
}
