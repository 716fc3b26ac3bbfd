import type { Engine } from "../engine/engine";
import type { CacheType } from "../../../shared/shapes/plan";
import type { Job, ResidencyEvent, Resident } from "../../../shared/shapes/resident";

/** Which models are in memory. Implemented by residency.ts; the states and their transitions are in resident-state.ts. */
export interface Residency {
  /** In the order in which they were loaded; failed ones included. */
  residents(): readonly Resident[];
  find(reference: string): Resident | undefined;
  /** Newest first. */
  history(): readonly ResidencyEvent[];

  /**
   * Makes the model resident and waits until it is ready. Loads of the same model at the same time become one; the signal
   * takes back only this caller's wish. Loading what is ready already returns at once, except that a wish for a longer context or more
   * slots loads it anew when nobody uses it and the wish could be had. Waits for room when others can make it.
   * @throws TresorError `model_not_found`, `insufficient_memory`, `seal_unavailable`, `load_failed`, `worker_died`, `queue_full`, `cancelled`
   */
  load(reference: string, wish?: LoadWish): Promise<Resident>;

  /** A hold on a ready resident for one request, loading it first when needed. Never unloaded under the hold. */
  lease(reference: string, wish: LeaseWish): Promise<Lease>;

  /** Lets running leases end, then ends the process. A pin is taken off. @throws TresorError `not_resident` */
  unload(reference: string, reason: string): Promise<Resident>;
  pin(reference: string): Promise<Resident>;
  unpin(reference: string): Promise<Resident>;
  /** These stay as if they were pinned, without a pin of the user's, instead of those named before. They are not loaded by this. */
  keep(references: readonly string[]): void;
  /** The user's pins are these now, in this order: the settings were changed. Loads and unloads nothing. */
  adoptPins(references: readonly string[]): void;
  /** All that are to be resident: the user's pins in their order, then what is kept beside them. */
  held(): readonly string[];
  /** Whether there would be room for it if all left that may; false for a model that is not there. */
  couldLoad(reference: string): Promise<boolean>;

  /** The workers drop what they have saved of prompts in memory. */
  forgetPrefixes(): void;

  onEvent(listener: (event: ResidencySignal) => void): () => void;
  /** Ends all processes; running requests get `drainMilliseconds` to end. */
  dispose(drainMilliseconds: number): Promise<void>;
}

export type ResidencySignal =
  | { readonly type: "changed"; readonly resident: Resident }
  | { readonly type: "gone"; readonly reference: string; readonly reason: string }
  | { readonly type: "history"; readonly event: ResidencyEvent };

export interface LoadWish {
  readonly context?: number | undefined;
  readonly slots?: number | undefined;
  readonly cacheType?: CacheType | undefined;
  /** How long it stays when nobody asks for it any more: 0 leaves after this, null stays while there is room. Default: as set. */
  readonly keepAliveSeconds?: number | null | undefined;
  /** Why, for the history and the window; a sentence. Default: that it was asked for. */
  readonly reason?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: number) => void) | undefined;
}

export interface LeaseWish extends LoadWish {
  readonly requestId: string;
  readonly client: string;
}

export interface Lease {
  readonly resident: Resident;
  readonly engine: Engine;
  /** Keeps the window's picture of the request true. */
  report(progress: Partial<Pick<Job, "phase" | "promptTokens" | "promptTokensRead" | "generatedTokens">>): void;
  release(): void;
}
