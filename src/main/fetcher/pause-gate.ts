import { untilAborted } from "../core/kernel/until-aborted";

/** Open while the job may run. Closing it ends what is under way; what comes next waits until it opens again. */
export class PauseGate {
  #closing = new AbortController();
  #opened: Promise<void> = Promise.resolve();
  #open: (() => void) | null = null;

  get isClosed(): boolean {
    return this.#open !== null;
  }

  /** Aborts at the next closing. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** @throws what the signal was aborted with */
  whenOpen(signal: AbortSignal): Promise<void> {
    return this.isClosed ? untilAborted(this.#opened, signal) : Promise.resolve();
  }

  close(): void {
    if (this.isClosed) return;
    this.#opened = new Promise((resolve) => (this.#open = resolve));
    this.#closing.abort();
  }

  open(): void {
    if (!this.isClosed) return;
    this.#closing = new AbortController();
    this.#open?.();
    this.#open = null;
  }
}
