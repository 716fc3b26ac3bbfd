import type { TresorError } from "../../../shared/errors";
import { Emitter } from "../kernel/emitter";
import type { LoadWish } from "./residency-port";
import { untilAborted } from "../kernel/until-aborted";

export type LoadTask = (signal: AbortSignal, onProgress: (progress: number) => void) => Promise<void>;

/**
 * One load that several callers wait for. A caller's signal takes back that caller's wish only; when the last one is gone, the load
 * itself is cancelled.
 */
export class SharedLoad {
  /** Resolves when the load has ended one way or the other, its process included; never fails. */
  readonly ended: Promise<void>;
  readonly #controller = new AbortController();
  readonly #progress = new Emitter<number>();
  readonly #outcome: Promise<void>;
  #waiters = 0;
  #over = false;

  constructor(task: LoadTask) {
    // Begins when its owner knows of it, so that nobody who is told of its first step starts another.
    this.#outcome = Promise.resolve().then(() =>
      task(this.#controller.signal, (progress) => this.#progress.emit(progress)),
    );
    const end = () => void (this.#over = true);
    this.ended = this.#outcome.then(end, end);
  }

  /** True once the load has ended; it is of no use to anybody then. */
  get over(): boolean {
    return this.#over;
  }

  /** True from the cancelling on: who comes now must wait for `ended` and load anew. */
  get cancelled(): boolean {
    return this.#controller.signal.aborted;
  }

  /**
   * Waits for the load. `nobodyWaits` makes the reason for cancelling it, should this caller be the last to go.
   * @throws TresorError what the load throws, or `cancelled` when this caller's signal aborts
   */
  async join({ signal, onProgress }: LoadWish, nobodyWaits: () => TresorError): Promise<void> {
    const ignoreProgress = onProgress === undefined ? undefined : this.#progress.on(onProgress);
    this.#waiters += 1;
    try {
      await untilAborted(this.#outcome, signal);
    } finally {
      ignoreProgress?.();
      this.#waiters -= 1;
      if (this.#waiters === 0) this.cancel(nobodyWaits());
    }
  }

  /** Ends the load; all who wait get this reason. Without effect on a load that is over. */
  cancel(reason: TresorError): void {
    if (!this.#over) this.#controller.abort(reason);
  }
}
