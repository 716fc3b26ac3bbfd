import type { PlacedResident } from "./snapshot";

/** What the order looks at. */
export type Candidate = Pick<PlacedResident, "bytes" | "idleSince" | "expiresAt" | "loadMilliseconds">;

/**
 * Who leaves first: those past their keep-alive, then the least valuable. Value is what it costs to load again, against how long
 * nobody has asked for it and how much room it takes.
 */
export function leastValueFirst<T extends Candidate>(candidates: readonly T[], now: number): readonly T[] {
  return candidates
    .map((candidate) => ({ candidate, expired: isExpired(candidate, now), uselessness: uselessness(candidate, now) }))
    .sort((one, other) => Number(other.expired) - Number(one.expired) || other.uselessness - one.uselessness)
    .map(({ candidate }) => candidate);
}

/**
 * The smallest set that gives so many bytes, from those in this order; null when even all do not. Nobody is in it without whom it would
 * be enough, and the last of the order are spared first.
 */
export function smallestSet<T extends Pick<Candidate, "bytes">>(
  inOrder: readonly T[],
  missingBytes: number,
): readonly T[] | null {
  const chosen: T[] = [];
  let spareBytes = -missingBytes;
  for (const candidate of inOrder) {
    if (spareBytes >= 0) break;
    chosen.push(candidate);
    spareBytes += candidate.bytes;
  }
  if (spareBytes < 0) return null;
  for (let index = chosen.length - 1; index >= 0; index -= 1) {
    const bytes = chosen[index]?.bytes ?? 0;
    if (bytes > spareBytes) continue;
    chosen.splice(index, 1);
    spareBytes -= bytes;
  }
  return chosen;
}

const isExpired = ({ expiresAt }: Candidate, now: number): boolean => expiresAt !== null && expiresAt <= now;

/** The constant keeps what was used this very moment comparable by size. */
function uselessness({ bytes, idleSince, loadMilliseconds }: Candidate, now: number): number {
  const idleMilliseconds = 1 + (idleSince === null ? 0 : Math.max(0, now - idleSince));
  return (idleMilliseconds * bytes) / (1 + loadMilliseconds);
}
