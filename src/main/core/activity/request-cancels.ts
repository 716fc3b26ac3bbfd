import { TresorError } from "../../../shared/errors";
import type { AskedRequest, InferenceObserver, RequestOutcome } from "../inference/request-outcome";

/** Lets a person end the requests of others. */
export class RequestCancels implements InferenceObserver {
  /** By request: an id may stand for several questions. */
  readonly #running = new Map<string, Set<AbortController>>();

  endedBy({ id }: AskedRequest): AbortSignal {
    const controller = new AbortController();
    const all = this.#running.get(id) ?? new Set();
    this.#running.set(id, all.add(controller));
    return controller.signal;
  }

  ended({ id }: RequestOutcome): void {
    const all = this.#running.get(id);
    const [first] = all ?? [];
    if (all === undefined || first === undefined) return;
    all.delete(first);
    if (all.size === 0) this.#running.delete(id);
  }

  /** Ends it with its next step; its client is told. @throws TresorError `request_not_found` */
  cancel(id: string): void {
    const all = this.#running.get(id);
    if (all === undefined) {
      throw new TresorError("request_not_found", `No request ${id} runs; it may have ended.`, { id });
    }
    const reason = new TresorError("cancelled", "The request was cancelled in Tresor by its user.");
    for (const controller of all) controller.abort(reason);
  }
}
