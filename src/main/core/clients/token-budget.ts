/** How a client stands with a budget of tokens: what it has used, and what is kept for requests that are about to use it. */
export interface TokenAccount {
  readonly used: number;
  readonly held: number;
}

/** Tokens that nobody has used or claimed; null: there is no budget. */
export function leftOf({ used, held }: TokenAccount, budget: number | null): number | null {
  return budget === null ? null : Math.max(0, budget - used - held);
}

/**
 * What to hold for a request whose prompt is estimated, so that requests at the same time do not all count on the same tokens; null
 * when it does not fit.
 */
export function holdFor(estimate: number, account: TokenAccount, budget: number | null): number | null {
  const left = leftOf(account, budget);
  if (left === null) return 0;
  const wanted = Math.max(1, estimate);
  return wanted <= left ? wanted : null;
}

/** Whether tokens can be used by a request that holds some: its own hold first, then what is left. */
export function canUse(tokens: number, ownHold: number, account: TokenAccount, budget: number | null): boolean {
  const left = leftOf(account, budget);
  return left === null || tokens <= ownHold + left;
}
