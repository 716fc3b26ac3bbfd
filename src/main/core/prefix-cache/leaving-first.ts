/** What keeping something costs and what it saves. */
export interface Valued {
  readonly bytes: number;
  /** What computing it again takes. */
  readonly computeMilliseconds: number;
  /** How often it was used. */
  readonly hits: number;
  /** Milliseconds since 1970. */
  readonly lastUsedAt: number;
}

/** After a day without use a prefix is worth half: conversations are taken up again within hours, or hardly ever. */
const halfLifeMilliseconds = 24 * 60 * 60 * 1_000;

/** The entries in the order in which they leave: least value per byte first, of equals the one used longest ago. */
export function leavingFirst<T extends Valued>(entries: readonly T[], now: number): T[] {
  return entries
    .map((entry) => ({ entry, worth: worthPerByte(entry, now) }))
    .sort((a, b) => a.worth - b.worth || a.entry.lastUsedAt - b.entry.lastUsedAt)
    .map(({ entry }) => entry);
}

/** Milliseconds saved by a byte, weighed by use and by how long ago the last one was. */
function worthPerByte({ bytes, computeMilliseconds, hits, lastUsedAt }: Valued, now: number): number {
  const age = Math.max(0, now - lastUsedAt);
  return (computeMilliseconds * (1 + hits) * 2 ** (-age / halfLifeMilliseconds)) / Math.max(1, bytes);
}
