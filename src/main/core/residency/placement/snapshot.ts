/** What a load may take: one of several ways to load the same model, best first. Bytes. */
export interface Need {
  /** Tokens per slot. */
  readonly context: number;
  readonly bytes: number;
}

/** A model that takes memory now. Times in milliseconds since 1970. */
export interface PlacedResident {
  readonly reference: string;
  /** `leaving` from the decision that it leaves to the end of its process; `loading` from its admission to `ready`. */
  readonly phase: "loading" | "ready" | "leaving";
  readonly bytes: number;
  /** Stays whatever happens: pinned, or the model of a role that is to be kept. */
  readonly pinned: boolean;
  /** Leases that run, and requests that are about to get one. */
  readonly uses: number;
  /** Null while it loads. */
  readonly readyAt: number | null;
  /** Since when nobody holds it; null while somebody does. */
  readonly idleSince: number | null;
  /** When its keep-alive ends; null: never. */
  readonly expiresAt: number | null;
  /** What its last load took, or what it is expected to take. */
  readonly loadMilliseconds: number;
}

/** A load that waits for room. */
export interface Want {
  readonly reference: string;
  /** Never empty. */
  readonly needs: readonly Need[];
  /** When the first of those arrived who wait for it. */
  readonly since: number;
  /** How many wait for it. */
  readonly waiting: number;
  readonly loadMilliseconds: number;
}

export type PressureLevel = "normal" | "warn" | "critical";

export interface Pressure {
  readonly level: PressureLevel;
  readonly since: number;
}

/** All that a decision is made from; plain data. */
export interface Snapshot {
  readonly now: number;
  /** What all residents together may take at this moment: the limit, or what the machine has left for models if that is less. */
  readonly capacityBytes: number;
  /** The limit alone. What the machine has left is uncertain while models come and go. */
  readonly limitBytes: number;
  readonly pressure: Pressure;
  readonly residents: readonly PlacedResident[];
  readonly wants: readonly Want[];
}

/** What becomes of one want. Every want gets one of these at every decision. */
export type Decision =
  /** It may load, with the need of this index. */
  | { readonly type: "admit"; readonly reference: string; readonly need: number }
  /** These leave for it; it waits until they have. Those in use take no new lease and end their running ones first. */
  | { readonly type: "evict"; readonly reference: string; readonly leaving: readonly Leaving[] }
  /**
   * It waits for these to end or to have had their turn; `until` is when that may be at the earliest, null when only an event can
   * tell. Empty `for`: it waits for the system's memory.
   */
  | {
      readonly type: "wait";
      readonly reference: string;
      readonly for: readonly string[];
      readonly until: number | null;
    }
  /** It cannot be had: not even when all have left that may leave, or the system gives no memory. */
  | {
      readonly type: "refuse";
      readonly reference: string;
      readonly cause: "tooLarge" | "pressure";
      /** What is left beside those that stay. */
      readonly mostBytes: number;
      readonly pinned: readonly string[];
    };

export interface Leaving {
  readonly reference: string;
  /** Reads well after "it left 3 min ago: ". */
  readonly reason: string;
}
