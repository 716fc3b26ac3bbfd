import type { Download } from "../../../shared/shapes/download";

export interface PullRequest {
  /** As the user wrote it. */
  readonly source: string;
  /** For this download alone. */
  readonly limitBytesPerSecond?: number | undefined;
}

/** What outbound jobs do now, and what they have sent since the start. */
export interface Outbound {
  /** Fetcher processes that run. */
  readonly jobs: number;
  /** The hosts that they may reach. */
  readonly hosts: readonly string[];
  /** What they were asked for. */
  readonly sources: readonly string[];
  readonly bytesSent: number;
}

/** Models on their way to this machine. Implemented by downloads.ts. */
export interface Downloads {
  /** In the order in which they were asked for, those that have ended included. */
  list(): readonly Download[];
  find(id: string): Download | null;
  /**
   * Begins a download, or joins the one of the same source; one that is paused or has failed goes on.
   * @throws TresorError `invalid_request`
   */
  pull(request: PullRequest): Download;
  /** Resolves when no byte goes out for it any more. @throws TresorError `source_not_found`, `invalid_request` */
  pause(id: string): Promise<Download>;
  /** @throws TresorError `source_not_found`, `invalid_request` */
  resume(id: string): Promise<Download>;
  /** Ends it and removes what has come; one that has ended leaves the list. @throws TresorError `source_not_found` */
  cancel(id: string): Promise<Download>;
  outbound(): Outbound;
  /** Progress is told twice a second at most, a new state at once. */
  onChange(listener: (download: Download) => void): () => void;
}
