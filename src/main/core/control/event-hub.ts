import type { EventData, EventName, TresorEvent } from "../../../shared/contract/events";
import { Emitter } from "../kernel/emitter";

/** Numbers all events in one sequence and hands them to the transports. */
export class EventHub {
  readonly #emitter: Emitter<TresorEvent>;
  #sequence = 0;

  constructor(onListenerError: (error: unknown) => void) {
    this.#emitter = new Emitter(onListenerError);
  }

  /** The number of the last event; a snapshot taken now carries it. */
  get sequence(): number {
    return this.#sequence;
  }

  emit<N extends EventName>(event: N, data: EventData<N>): void {
    this.#sequence += 1;
    this.#emitter.emit({ sequence: this.#sequence, at: new Date().toISOString(), event, data } as TresorEvent);
  }

  subscribe(listener: (event: TresorEvent) => void): () => void {
    return this.#emitter.on(listener);
  }
}
