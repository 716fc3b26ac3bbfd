import type { ServerResponse } from "node:http";
import { TresorError } from "../../../shared/errors";

/**
 * Every request that is being answered, by the signal that ends its work: the client's going aborts it, and so does the
 * gateway when it stops. The reason of an abort is always a TresorError.
 */
export class OpenRequests {
  readonly #answering = new Set<AbortController>();
  readonly #following = new Set<AbortController>();
  readonly #open = new Set<ServerResponse>();
  #closing = false;
  #onIdle: (() => void) | null = null;

  get closing(): boolean {
    return this.#closing;
  }

  /** Counts a request as open until its response has been sent or its client is gone. */
  count(response: ServerResponse): void {
    this.#open.add(response);
    const ended = () => {
      this.#open.delete(response);
      if (this.#open.size === 0) this.#onIdle?.();
    };
    response.once("finish", ended);
    response.once("close", ended);
  }

  /** Resolves when no request is open. */
  async idle(): Promise<void> {
    if (this.#open.size > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
  }

  /** For an answer that comes to an end by itself; stopping lets it. */
  answering(response: ServerResponse): AbortSignal {
    return open(this.#answering, response);
  }

  /** For a connection that only its client ends, such as the event stream; stopping ends it at once. */
  following(response: ServerResponse): AbortSignal {
    const signal = open(this.#following, response);
    if (this.#closing) this.#abort(this.#following);
    return signal;
  }

  /** From now on new requests are to be refused. */
  beginClosing(): void {
    this.#closing = true;
    this.#abort(this.#following);
  }

  abortAnswers(): void {
    this.#abort(this.#answering);
  }

  #abort(controllers: Set<AbortController>): void {
    for (const controller of [...controllers]) {
      controller.abort(new TresorError("shutting_down", "Tresor is stopping; try again when it is back."));
    }
  }
}

function open(controllers: Set<AbortController>, response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const clientGone = () => controller.abort(new TresorError("cancelled", "The client went away."));
  if (response.destroyed) {
    clientGone();
    return controller.signal;
  }
  controllers.add(controller);
  response.once("finish", () => controllers.delete(controller));
  response.once("close", () => {
    controllers.delete(controller);
    if (!response.writableEnded) clientGone();
  });
  return controller.signal;
}

/** Why work ended early: the reason of the abort where there was one, which is truer than what the abort made of the work. */
export function causeOf(thrown: unknown, signal: AbortSignal): TresorError {
  return signal.aborted && signal.reason instanceof TresorError ? signal.reason : TresorError.from(thrown);
}
