import type { FetchJob, FromFetcher, ToFetcher } from "./fetcher-protocol";

export interface FetcherListener {
  /** Anything but `ready`. */
  readonly onMessage: (message: Exclude<FromFetcher, { type: "ready" }>) => void;
  /** Once, with how it ended; nothing comes after it. */
  readonly onEnd: (reason: string) => void;
}

/** One fetcher process, for one job. */
export interface Fetcher {
  send(message: ToFetcher): void;
  /** Ends the process whatever it does; what it has journalled stays. `onEnd` follows. */
  end(): void;
}

/** Starts fetchers. Implemented by fetcher-process.ts, and by a fake in tests. */
export type LaunchFetcher = (job: FetchJob, listener: FetcherListener) => Fetcher;
