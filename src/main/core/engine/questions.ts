import { randomUUID } from "node:crypto";
import type { TresorError } from "../../../shared/errors";
import { cancellation } from "../kernel/until-aborted";

interface Pending {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: TresorError) => void;
  readonly settled: () => void;
}

/** Questions to a worker that wait for their answer. */
export class Questions {
  readonly #pending = new Map<string, Pending>();

  /** `send` is given the question's id. What the signal ends is forgotten; an answer that comes later is nobody's. */
  ask(send: (id: string) => void, signal: AbortSignal): Promise<unknown> {
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(cancellation(signal));
      const onAbort = () => this.#settle(id)?.reject(cancellation(signal));
      signal.addEventListener("abort", onAbort, { once: true });
      const settled = () => {
        signal.removeEventListener("abort", onAbort);
      };
      this.#pending.set(id, { resolve, reject, settled });
      send(id);
    });
  }

  answer(id: string, output: unknown): void {
    this.#settle(id)?.resolve(output);
  }

  fail(id: string, error: TresorError): void {
    this.#settle(id)?.reject(error);
  }

  failAll(error: TresorError): void {
    for (const id of [...this.#pending.keys()]) this.fail(id, error);
  }

  #settle(id: string): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.settled();
    return pending;
  }
}
