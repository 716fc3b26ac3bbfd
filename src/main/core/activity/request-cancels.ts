import { TresorError } from "../../../shared/errors";
import type { AskedRequest, InferenceObserver, RequestOutcome } from "../inference/request-outcome";

/** Lets a person end the requests of others. */
export class RequestCancels implements InferenceObserver {
  readonly #running = new Map<AskedRequest, AbortController>();

  endedBy(request: AskedRequest): AbortSignal {
    const controller = new AbortController();
    this.#running.set(request, controller);
    return controller.signal;
  }

  ended(_outcome: RequestOutcome, request: AskedRequest): void {
    this.#running.delete(request);
  }

  /** Ends all that is asked under this id, with its next step; its client is told. @throws TresorError `request_not_found` */
  cancel(id: string): void {
    const running = [...this.#running].filter(([request]) => request.id === id);
    if (running.length === 0) {
      throw new TresorError("request_not_found", `No request ${id} runs; it may have ended.`, { id });
    }
    const reason = new TresorError("cancelled", "The request was cancelled in Tresor by its user.");
    for (const [, controller] of running) controller.abort(reason);
  }
}
