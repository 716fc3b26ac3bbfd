/**
 * How the limit for all downloads together is divided among those that run: in equal parts, and what one may not use by a limit of
 * its own goes to the others. Null is no limit.
 */
export function bandwidthShares(total: number | null, own: readonly (number | null)[]): readonly (number | null)[] {
  if (total === null) return own;
  const shares = new Array<number>(own.length).fill(0);
  let left = total;
  const modestFirst = own
    .map((limit, index) => ({ limit: limit ?? Infinity, index }))
    .sort((one, other) => one.limit - other.limit);
  modestFirst.forEach(({ limit, index }, place) => {
    const share = Math.max(1, Math.floor(Math.min(limit, left / (own.length - place))));
    shares[index] = share;
    left -= share;
  });
  return shares;
}
