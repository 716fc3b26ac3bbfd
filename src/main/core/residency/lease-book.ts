import type { Job } from "../../../shared/shapes/resident";
import { queuedJob } from "./demand-book";
import { TokenRate } from "./token-rate";

export type JobProgress = Partial<Pick<Job, "phase" | "promptTokens" | "promptTokensRead" | "generatedTokens">>;

/** One request's entry; opaque to all but the book. */
export interface LeaseEntry {
  job: Job;
}

/** Who holds a resident, how far their requests are, and since when nobody does. Times in milliseconds since 1970. */
export class LeaseBook {
  readonly #entries = new Set<LeaseEntry>();
  readonly #rate = new TokenRate();
  readonly #whenEmpty: (() => void)[] = [];
  #idleSince: number | null = null;

  get idleSince(): number | null {
    return this.#idleSince;
  }

  get count(): number {
    return this.#entries.size;
  }

  jobs(): Job[] {
    return [...this.#entries].map(({ job }) => job);
  }

  /** Tokens of the last second over all requests; null when there were none. */
  tokensPerSecond(now: number): number | null {
    return this.#rate.perSecond(now);
  }

  /** From now on nobody holds the resident. */
  startIdling(now: number): void {
    this.#idleSince = now;
  }

  open(id: string, client: string, now: number): LeaseEntry {
    const entry = { job: queuedJob(id, client, now) };
    this.#entries.add(entry);
    this.#idleSince = null;
    return entry;
  }

  /** False when the lease has ended before. */
  report(entry: LeaseEntry, progress: JobProgress, now: number): boolean {
    if (!this.#entries.has(entry)) return false;
    const generated = (progress.generatedTokens ?? entry.job.generatedTokens) - entry.job.generatedTokens;
    if (generated > 0) this.#rate.add(generated, now);
    entry.job = { ...entry.job, ...progress };
    return true;
  }

  /** False when the lease has ended before. */
  close(entry: LeaseEntry, now: number): boolean {
    if (!this.#entries.delete(entry)) return false;
    if (this.#entries.size === 0) this.#becomeEmpty(now);
    return true;
  }

  /** Ends all leases: their process is gone or must go. */
  closeAll(now: number): void {
    this.#entries.clear();
    this.#becomeEmpty(now);
  }

  /** Resolves when nobody holds the resident; at once if nobody does. */
  empty(): Promise<void> {
    if (this.#entries.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenEmpty.push(resolve));
  }

  #becomeEmpty(now: number): void {
    this.#idleSince = now;
    for (const resolve of this.#whenEmpty.splice(0)) resolve();
  }
}
