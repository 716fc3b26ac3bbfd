import { TresorError } from "../../../shared/errors";

export function tooManyRequests(limit: number, waitMilliseconds: number): TresorError {
  return rateLimited(`makes ${limit} requests a minute at most`, { limit }, waitMilliseconds);
}

export function tooManyTokens(limit: number, waitMilliseconds: number): TresorError {
  return rateLimited(`uses ${limit} tokens a minute at most`, { limit }, waitMilliseconds);
}

function rateLimited(rule: string, facts: { readonly limit: number }, waitMilliseconds: number): TresorError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMilliseconds / 1_000));
  return new TresorError("rate_limited", `This key ${rule}; try again in ${retryAfterSeconds} s.`, {
    ...facts,
    retryAfterSeconds,
  });
}

export function promptOverMinute(promptTokens: number, limit: number): TresorError {
  return new TresorError(
    "context_exceeded",
    `The prompt has ${promptTokens} tokens, but this key uses ${limit} a minute at most; shorten it.`,
    { promptTokens, contextTokens: limit },
  );
}

export function usedUp(budget: number, used: number, retryAfterSeconds: number): TresorError {
  return new TresorError(
    "budget_exhausted",
    `This key may use ${budget} tokens a day, and ${used} are used: this request does not fit. The day ends in ${retryAfterSeconds} s.`,
    { budget, used, retryAfterSeconds },
  );
}
