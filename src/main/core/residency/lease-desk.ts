import type { Job, Resident } from "../../../shared/shapes/resident";
import type { Engine } from "../engine/engine";
import type { Clock } from "../kernel/clock";
import { LeaseBook, type JobProgress } from "./lease-book";
import type { Lease, LeaseWish } from "./residency-port";
import { rateWindowMilliseconds } from "./token-rate";

export interface LeaseDeskOptions {
  readonly clock: Clock;
  /** The picture of a request, or the rate of all, is another. */
  readonly changed: () => void;
  /** Somebody came or went. */
  readonly moved: () => void;
}

/** Gives out one resident's leases and takes them back. */
export class LeaseDesk {
  readonly #options: LeaseDeskOptions;
  readonly #book = new LeaseBook();
  #cancelRateTick: (() => void) | null = null;

  constructor(options: LeaseDeskOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#book.count;
  }

  /** Since when nobody holds the resident, in milliseconds since 1970; null while somebody does. */
  get idleSince(): number | null {
    return this.#book.idleSince;
  }

  /** Tokens of the last second over all requests; null when there were none. */
  get tokensPerSecond(): number | null {
    return this.#book.tokensPerSecond(this.#options.clock.now());
  }

  jobs(): Job[] {
    return this.#book.jobs();
  }

  grant({ requestId, client }: LeaseWish, engine: Engine, describe: () => Resident): Lease {
    const { clock, changed, moved } = this.#options;
    const entry = this.#book.open(requestId, client, clock.now());
    changed();
    moved();
    return {
      resident: describe(),
      engine,
      report: (progress: JobProgress) => {
        if (!this.#book.report(entry, progress, clock.now())) return;
        this.#tickRate();
        changed();
      },
      release: () => {
        if (!this.#book.close(entry, clock.now())) return;
        changed();
        moved();
      },
    };
  }

  /** From now on nobody holds the resident. */
  startIdling(): void {
    this.#book.startIdling(this.#options.clock.now());
  }

  /** Resolves when nobody holds the resident; at once if nobody does. */
  empty(): Promise<void> {
    return this.#book.empty();
  }

  /** Ends all leases, whatever their requests do. */
  closeAll(): void {
    this.#book.closeAll(this.#options.clock.now());
  }

  dispose(): void {
    this.#cancelRateTick?.();
  }

  /** The rate falls to nothing when nobody reports any more: somebody must look again. */
  #tickRate(): void {
    this.#cancelRateTick ??= this.#options.clock.after(rateWindowMilliseconds, () => {
      this.#cancelRateTick = null;
      if (this.tokensPerSecond !== null) this.#tickRate();
      this.#options.changed();
    });
  }
}
