import { TresorError } from "../../../shared/errors";
import type { Job } from "../../../shared/shapes/resident";

/** Somebody who waits for a model to be ready. */
export interface Demand {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** The request that waits, as the window shows it; null for a load that no request asks for. */
  readonly job: Job | null;
}

/** A request that waits since then. */
export function queuedJob(id: string, client: string, since: number): Job {
  const startedAt = new Date(since).toISOString();
  return { id, client, phase: "queued", promptTokens: 0, promptTokensRead: 0, generatedTokens: 0, startedAt };
}

/** More would only wait to be told that they waited too long. */
const mostWaiting = 256;

/** Who waits for which model, in the order of arrival. */
export class DemandBook {
  readonly #demands = new Map<string, Set<Demand>>();

  /**
   * Returns the function that takes the demand back; once is enough. `loadMilliseconds` is what a load takes, as far as it is known:
   * the rest of it is when all who wait are served. @throws TresorError `queue_full`
   */
  open(reference: string, demand: Demand, loadMilliseconds: number | null = null): () => void {
    const waiting = this.#demands.get(reference) ?? new Set();
    if (waiting.size >= mostWaiting) {
      throw new TresorError("queue_full", `${waiting.size} requests wait for ${reference} already.`, {
        waiting: waiting.size,
        ...this.#retryAfter(reference, demand.since, loadMilliseconds),
      });
    }
    this.#demands.set(reference, waiting.add(demand));
    return () => {
      waiting.delete(demand);
      if (waiting.size === 0 && this.#demands.get(reference) === waiting) this.#demands.delete(reference);
    };
  }

  count(reference: string): number {
    return this.#demands.get(reference)?.size ?? 0;
  }

  /** When the first arrived of those who wait now; null when nobody does. */
  oldest(reference: string): number | null {
    const [first] = this.#demands.get(reference) ?? [];
    return first?.since ?? null;
  }

  #retryAfter(reference: string, now: number, loadMilliseconds: number | null): { retryAfterSeconds?: number } {
    if (loadMilliseconds === null) return {};
    const restMilliseconds = loadMilliseconds - (now - (this.oldest(reference) ?? now));
    return { retryAfterSeconds: Math.max(1, Math.ceil(restMilliseconds / 1_000)) };
  }

  /** The waiting requests. */
  jobs(reference: string): Job[] {
    return [...(this.#demands.get(reference) ?? [])].flatMap(({ job }) => job ?? []);
  }
}
