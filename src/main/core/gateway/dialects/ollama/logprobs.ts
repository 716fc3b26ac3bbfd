import type { TokenAlternative, TokenLogprob } from "../../../engine/sampling";

/** For what cannot be chosen; JSON has no −∞. */
const impossible = -9_999;

/** The tokens of a text with their probabilities, on the line of that text. */
export function logprobFields(tokens: readonly TokenLogprob[]) {
  return {
    logprobs: tokens.map((token) => ({
      ...alternative(token),
      ...(token.top.length === 0 ? {} : { top_logprobs: token.top.map(alternative) }),
    })),
  };
}

function alternative({ text, bytes, logprob }: TokenAlternative) {
  return { token: text, logprob: Math.max(impossible, logprob), bytes };
}
