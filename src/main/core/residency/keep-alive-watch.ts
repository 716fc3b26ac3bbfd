import type { Clock } from "../kernel/clock";
import type { LiveResident } from "./live-resident";

/** Longer timers overflow; it is set again then. */
const longestTimerMilliseconds = 86_400_000;

export interface KeepAliveWatchOptions {
  readonly clock: Clock;
  readonly residents: () => Iterable<LiveResident>;
  readonly expire: (resident: LiveResident) => void;
}

/** Sends residents away whose keep-alive has ended. One timer, for the next of them. */
export class KeepAliveWatch {
  readonly #options: KeepAliveWatchOptions;
  #cancel: (() => void) | null = null;

  constructor(options: KeepAliveWatchOptions) {
    this.#options = options;
  }

  /** To be called whenever a lease begins or ends, or a pin changes. */
  update(): void {
    const { clock, residents, expire } = this.#options;
    this.dispose();
    let next = Infinity;
    for (const resident of residents()) {
      const at = resident.leavesAt ?? Infinity;
      // What leaves changes, and so calls this again for the others.
      if (at <= clock.now()) return expire(resident);
      next = Math.min(next, at);
    }
    if (next === Infinity) return;
    const wait = Math.min(next - clock.now(), longestTimerMilliseconds);
    this.#cancel = clock.after(wait, () => this.update());
  }

  dispose(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
