import type { Usage } from "../../../../../shared/shapes/run";

/** Of Anthropic's API: what came from the cache is not in `input_tokens`. Nothing is ever written for money, so that count is 0. */
export function anthropicUsage({ promptTokens, cachedTokens, completionTokens }: Omit<Usage, "reasoningTokens">) {
  return {
    input_tokens: promptTokens - cachedTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cachedTokens,
    output_tokens: completionTokens,
  };
}
