import { memoryWords } from "../memory-words";
import { leastValueFirst } from "../placement/leaving-order";
import type { PlacedResident, PressureLevel } from "../placement/snapshot";

/** What the system says of its memory at one moment. */
export interface PressureReading {
  readonly at: number;
  /** Null where the system does not tell. */
  readonly level: PressureLevel | null;
  readonly swapUsedBytes: number | null;
}

/** Times in milliseconds since 1970. */
export interface PressureState {
  readonly level: PressureLevel;
  /** Since when the system has said less than `level`; null while it does not. */
  readonly calmSince: number | null;
  /** What was swapped out when a model was last loaded, or when swap had settled. */
  readonly swapBaseBytes: number | null;
  /** The most since then, and when that was reached. */
  readonly swapHighBytes: number;
  readonly swapHighAt: number;
}

export const noPressure: PressureState = {
  level: "normal",
  calmSince: null,
  swapBaseBytes: null,
  swapHighBytes: 0,
  swapHighAt: 0,
};

/** What is done for a system that is short of memory. */
export type Relief =
  | { readonly type: "none" }
  /** Workers drop the prefixes that they keep in memory. */
  | { readonly type: "spill" }
  | { readonly type: "leave"; readonly reference: string; readonly reason: string }
  /** Only those are left that must not be sent away: the user has to decide. */
  | { readonly type: "ask"; readonly message: string };

/** Relief shows in the system's figures only after a while; falling at once would load what was just sent away. */
const calmMilliseconds = 30_000;
/** Swapped out since a load: the system gave room that it did not have. */
const swapGrowthBytes = 1e9;
/** What was swapped out and stays there disturbs nobody. */
const swapSettlesMilliseconds = 300_000;

const rank: Readonly<Record<PressureLevel, number>> = { normal: 0, warn: 1, critical: 2 };

/** Rises at once, falls after half a minute of calm. Swap that has grown since a load counts as `warn`. */
export function nextPressure(before: PressureState, reading: PressureReading): PressureState {
  const swap = nextSwap(before, reading);
  const swapped = (reading.swapUsedBytes ?? 0) - (swap.swapBaseBytes ?? 0) > swapGrowthBytes;
  const said = reading.level ?? "normal";
  const level = swapped && said === "normal" ? "warn" : said;
  if (rank[level] >= rank[before.level]) return { ...swap, level, calmSince: null };
  const calmSince = before.calmSince ?? reading.at;
  if (reading.at - calmSince < calmMilliseconds) return { ...swap, level: before.level, calmSince };
  return { ...swap, level, calmSince: null };
}

/** A model was loaded: from here on growth is counted anew. */
export function afterLoad(state: PressureState): PressureState {
  return { ...state, swapBaseBytes: null };
}

/**
 * One step of relief. `warn`: what is only kept for speed is dropped, once. `critical`: those leave that nobody uses and nothing holds,
 * the least valuable first, one at a step; when nobody is left but those that are held, the user is asked, once.
 */
export function relief(
  state: PressureState,
  residents: readonly PlacedResident[],
  done: { readonly spilled: boolean; readonly asked: boolean },
  now: number,
): Relief {
  if (state.level === "normal" || residents.length === 0) return { type: "none" };
  if (!done.spilled) return { type: "spill" };
  if (state.level !== "critical") return { type: "none" };
  const loose = residents.filter(({ pinned, phase }) => !pinned && phase !== "leaving");
  const [first] = leastValueFirst(
    loose.filter(({ phase, uses }) => phase === "ready" && uses === 0),
    now,
  );
  if (first !== undefined) {
    const reason = `the system was short of memory: ${memoryWords(first.bytes)} given back`;
    return { type: "leave", reference: first.reference, reason };
  }
  const leaving = residents.some(({ phase }) => phase === "leaving");
  if (loose.length > 0 || leaving || done.asked) return { type: "none" };
  const names = residents.map(({ reference, bytes }) => `${reference} (${memoryWords(bytes)})`).join(", ");
  const message = `The system is short of memory, and only pinned models are left: ${names}. Unpin or unload one of them, or close other programs.`;
  return { type: "ask", message };
}

function nextSwap(before: PressureState, { at, swapUsedBytes }: PressureReading): PressureState {
  if (swapUsedBytes === null) return before;
  const base = Math.min(before.swapBaseBytes ?? swapUsedBytes, swapUsedBytes);
  const anew = { ...before, swapBaseBytes: swapUsedBytes, swapHighBytes: swapUsedBytes, swapHighAt: at };
  if (before.swapBaseBytes === null) return anew;
  if (swapUsedBytes > before.swapHighBytes) {
    return { ...before, swapBaseBytes: base, swapHighBytes: swapUsedBytes, swapHighAt: at };
  }
  return at - before.swapHighAt >= swapSettlesMilliseconds ? anew : { ...before, swapBaseBytes: base };
}
