import type { TokenAlternative, TokenLogprob } from "../../../engine/sampling";

/** OpenAI's number for what cannot be chosen; JSON has no −∞. */
const impossible = -9_999;

/** The `logprobs` of a chat's choice. */
export function chatLogprobs(tokens: readonly TokenLogprob[]) {
  return {
    content: tokens.map((token) => ({ ...alternative(token), top_logprobs: token.top.map(alternative) })),
    refusal: null,
  };
}

function alternative({ text, bytes, logprob }: TokenAlternative) {
  return { token: text, logprob: finite(logprob), bytes };
}

/** The `logprobs` of a plain completion's choice; `offset` is where the first token stands in the text, in UTF-16 units. */
export function completionLogprobs(tokens: readonly TokenLogprob[], offset: number) {
  let at = offset;
  return {
    tokens: tokens.map(({ text }) => text),
    token_logprobs: tokens.map(({ logprob }) => finite(logprob)),
    top_logprobs: tokens.map(({ top }) => Object.fromEntries(top.map(({ text, logprob }) => [text, finite(logprob)]))),
    text_offset: tokens.map(({ text }) => {
      const begin = at;
      at += text.length;
      return begin;
    }),
  };
}

function finite(logprob: number): number {
  return Math.max(impossible, logprob);
}
