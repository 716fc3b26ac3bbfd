import type { Clock } from "../../kernel/clock";
import type { Logger } from "../../kernel/logger";
import { unexpectedEnds, type Announced, type Unexpected } from "./judge-sockets";
import type { SocketSource } from "./socket-source";

const busyMilliseconds = 3_000;
const idleMilliseconds = 60_000;

export interface SocketWatchOptions {
  readonly source: SocketSource;
  /** Whether requests run. */
  readonly isBusy: () => boolean;
  readonly announced: () => Announced;
  /** Told once for each remote end of a process. */
  readonly onUnexpected: (unexpected: Unexpected) => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What the last look has found. */
export interface Observation {
  readonly at: number;
  readonly processes: number;
  readonly unexpected: number;
}

/**
 * Lists the sockets of all our processes every few seconds while requests run, and every minute otherwise. The receipt, not the wall: a
 * connection between two looks is not seen.
 */
export class SocketWatch {
  readonly #options: SocketWatchOptions;
  readonly #told = new Set<string>();
  #last: Observation | null = null;
  #looking = false;
  readonly #stop: () => void;

  constructor(options: SocketWatchOptions) {
    this.#options = options;
    this.#stop = options.clock.every(busyMilliseconds, () => {
      const isDue = this.#last === null || options.clock.now() - this.#last.at >= idleMilliseconds;
      if (isDue || options.isBusy()) void this.look();
    });
  }

  get last(): Observation | null {
    return this.#last;
  }

  async look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const { source, announced, onUnexpected, clock, logger } = this.#options;
    try {
      const processes = await source();
      const unexpected = unexpectedEnds(processes, announced());
      this.#last = { at: clock.now(), processes: processes.length, unexpected: unexpected.length };
      for (const one of unexpected) {
        const key = `${one.pid} ${one.endpoint}`;
        if (this.#told.has(key)) continue;
        this.#told.add(key);
        onUnexpected(one);
      }
    } catch (error) {
      logger.warn({ err: error }, "the sockets of our processes could not be listed");
    } finally {
      this.#looking = false;
    }
  }

  dispose(): void {
    this.#stop();
  }
}
