import type { WireError } from "../../shared/errors";
import type { Snapshot } from "../../shared/shapes/snapshot";
import { emptyRates, type RateHistory } from "./rate-history";

/** What a window knows: a mirror of the core's snapshot, and what only a window needs. */
export interface WindowState {
  readonly connection: ConnectionState;
  /** Null until the first snapshot has come. */
  readonly snapshot: Snapshot | null;
  /** What went wrong and was not dismissed or cured yet; one per model, key `""` for what concerns no model. */
  readonly notices: Readonly<Record<string, Notice>>;
  readonly rates: RateHistory;
  /** The window's clock in milliseconds since 1970; moves once a second, so that ages are true. */
  readonly now: number;
}

export type ConnectionState =
  | { readonly status: "connecting" }
  | { readonly status: "live" }
  /** What is shown is from before `since` (milliseconds since 1970). */
  | { readonly status: "stale"; readonly since: number; readonly error: WireError | null };

export interface Notice {
  readonly reference: string | null;
  readonly error: WireError;
}

export const initialWindowState = (now: number): WindowState => ({
  connection: { status: "connecting" },
  snapshot: null,
  notices: {},
  rates: emptyRates,
  now,
});
