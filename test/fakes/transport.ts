import type { Handlers, SingleName, StreamName, Transport } from "../../src/shared/contract/derive";
import { dispatch, dispatchStream } from "../../src/shared/contract/dispatch";
import type { EventData, EventName, TresorEvent } from "../../src/shared/contract/events";
import { TresorError } from "../../src/shared/errors";

/**
 * A transport without a process behind it, derived from the contract: inputs are validated as the core validates them, and the
 * answers come from the handlers that the test gives. A call without a handler fails the test by name.
 */
export class FakeTransport implements Transport {
  readonly calls: { readonly name: string; readonly input: unknown }[] = [];
  readonly #handlers: Handlers;
  readonly #subscribers = new Set<{ listener: (event: TresorEvent) => void; onLost: () => void }>();

  constructor(handlers: Partial<Handlers>) {
    this.#handlers = new Proxy(handlers, {
      get: (given, name): unknown =>
        Reflect.get(given, name) ??
        (() => {
          throw new TresorError("route_not_found", `The test gives no handler for ${String(name)}.`);
        }),
    }) as Handlers;
  }

  get subscribers(): number {
    return this.#subscribers.size;
  }

  call = async (name: SingleName, input: unknown, signal: AbortSignal | undefined): Promise<unknown> => {
    this.calls.push({ name, input });
    return await dispatch(this.#handlers, name, input, callerWith(signal));
  };

  stream = (name: StreamName, input: unknown, signal: AbortSignal | undefined): AsyncIterable<unknown> => {
    this.calls.push({ name, input });
    return dispatchStream(this.#handlers, name, input, callerWith(signal));
  };

  subscribe = (listener: (event: TresorEvent) => void, onLost: () => void): (() => void) => {
    const subscriber = { listener, onLost };
    this.#subscribers.add(subscriber);
    return () => {
      this.#subscribers.delete(subscriber);
    };
  };

  /** Sends one event to every subscriber. */
  emit<N extends EventName>(sequence: number, event: N, data: EventData<N>): void {
    const sent = { sequence, at: "2026-11-20T13:32:00.000Z", event, data } as TresorEvent;
    for (const { listener } of this.#subscribers) listener(sent);
  }

  /** Breaks the event stream, as a closed connection does. */
  lose(): void {
    for (const { onLost } of this.#subscribers) onLost();
  }
}

const callerWith = (signal: AbortSignal | undefined) => ({
  client: "window",
  signal: signal ?? new AbortController().signal,
});
