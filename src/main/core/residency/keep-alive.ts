/** What the user has set; seconds. Null: as long as there is room. */
export interface KeepAlivePreferences {
  readonly keepAliveSeconds: number | null;
  readonly keepAliveByModel: Readonly<Record<string, number | null>>;
  /** What a request may ask for at most; null: anything. */
  readonly longestKeepAliveSeconds: number | null;
}

/**
 * How long a resident stays after this request: what the request asks for up to the user's limit, else what is set for the model, else
 * for all. Whatever it is, it protects nobody from leaving when the room is needed.
 */
export function keepAliveSeconds(
  wish: number | null | undefined,
  reference: string,
  preferences: KeepAlivePreferences,
): number | null {
  const seconds = asked(wish, reference, preferences);
  return seconds === null || seconds > centurySeconds ? null : seconds;
}

/** Longer is for ever: it ends in a year that no date can hold. */
const centurySeconds = 100 * 365 * 86_400;

function asked(wish: number | null | undefined, reference: string, preferences: KeepAlivePreferences): number | null {
  if (wish === undefined) {
    const ofModel = preferences.keepAliveByModel[reference];
    return ofModel === undefined ? preferences.keepAliveSeconds : ofModel;
  }
  const longest = preferences.longestKeepAliveSeconds;
  if (longest === null) return wish;
  return wish === null ? longest : Math.min(wish, longest);
}

/** When it leaves, in milliseconds since 1970; null: never by itself. `idleSince` is null while somebody holds it. */
export function expiry(seconds: number | null, idleSince: number | null, now: number): number | null {
  return seconds === null ? null : (idleSince ?? now) + seconds * 1_000;
}

/** For the history; reads well after "it left 3 min ago: ". */
export function expiryReason(seconds: number): string {
  if (seconds === 0) return "its last request asked for it to leave";
  const [unit, size] = units.find(([, length]) => seconds >= length && seconds % length === 0) ?? ["second", 1];
  const count = seconds / size;
  return `nobody asked for it for ${count === 1 ? `one ${unit}` : `${count} ${unit}s`}`;
}

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;
