import type { SequenceEvaluateOptions, Token } from "node-llama-cpp";
import type { Sampling } from "../core/engine/engine";

/** The last tokens of prompt and answer, in order; need not be more than `count`. */
export type RecentTokens = (count: number) => Token[];

/** What a request that says nothing gets: the usual defaults of local engines, warm but coherent. */
const defaults = { temperature: 0.8, topP: 0.95, topK: 40, minP: 0.05, repeatLastTokens: 64 } as const;

/**
 * node-llama-cpp sorts the whole vocabulary when there is no top-k (12 ms a token at 152,000 entries); a thousand candidates give the
 * same choice in practice and cost about 1 ms.
 */
const practicallyUnlimitedTopK = 1_000;

/** The request's sampling as options of node-llama-cpp. `recentTokens` is asked at each step, for the penalties. */
export function evaluateOptions(sampling: Sampling, recentTokens: RecentTokens): SequenceEvaluateOptions {
  const topK = sampling.topK ?? defaults.topK;
  return {
    temperature: sampling.temperature ?? defaults.temperature,
    topP: sampling.topP ?? defaults.topP,
    topK: topK <= 0 ? practicallyUnlimitedTopK : topK,
    minP: sampling.minP ?? defaults.minP,
    seed: sampling.seed ?? Math.floor(Math.random() * 2 ** 32),
    ...penalties(sampling, recentTokens),
    // End tokens are judged here, not inside the engine.
    yieldEogToken: true,
  };
}

function penalties(sampling: Sampling, recentTokens: RecentTokens): SequenceEvaluateOptions {
  const { repeatPenalty = 1, frequencyPenalty = 0, presencePenalty = 0 } = sampling;
  if (repeatPenalty === 1 && frequencyPenalty === 0 && presencePenalty === 0) return {};
  const last = sampling.repeatLastTokens ?? defaults.repeatLastTokens;
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
