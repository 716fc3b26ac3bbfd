/** Where each signal lives in the residual stream; see script-weights.ts for what they do. */
export interface ScriptLayout {
  readonly width: number;
  readonly heads: number;
  readonly headLength: number;
  /** Tokens are written as two digits, each one-hot over this many channels. */
  readonly base: number;
  readonly constant: number;
  /** Two channels that give every embedding the mean 0 and one norm. */
  readonly ballast: readonly [number, number];
  readonly own: number;
  readonly marker: number;
  readonly start: number;
  /** Condition `index` is met by this very token. */
  readonly condition: (index: number) => number;
  /** Condition `index` is met somewhere before. */
  readonly flag: (index: number) => number;
  readonly next: number;
  readonly afterNext: number;
}

export function layoutScript(emittedTokens: number, conditions: number): ScriptLayout {
  const base = Math.ceil(Math.sqrt(emittedTokens));
  const firstCondition = 6;
  const next = firstCondition + 2 * conditions;
  const heads = 1 + conditions;
  const leastWidth = next + 4 * base;
  // One head carries a whole token code and the start signal.
  const leastHead = Math.max(2 * base + 1, Math.ceil(leastWidth / heads));
  const headLength = [64, 128, 256].find((length) => length >= leastHead);
  if (headLength === undefined) throw new Error(`The scripts have too many different tokens: ${emittedTokens}.`);
  return {
    width: heads * headLength,
    heads,
    headLength,
    base,
    constant: 0,
    ballast: [1, 2],
    own: 3,
    marker: 4,
    start: 5,
    condition: (index) => firstCondition + index,
    flag: (index) => firstCondition + conditions + index,
    next,
    afterNext: next + 2 * base,
  };
}
