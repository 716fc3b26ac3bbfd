import type { EventData, EventName, TresorEvent } from "../../../shared/contract/events";
import { Emitter } from "../kernel/emitter";

/** Numbers all events in one sequence and hands them to the transports. */
export class EventHub {
  readonly #emitter: Emitter<TresorEvent>;
  readonly #audience = new Emitter<boolean>();
  #sequence = 0;
  #subscribers = 0;

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
    const off = this.#emitter.on(listener);
    this.#count(1);
    let listening = true;
    return () => {
      if (!listening) return;
      listening = false;
      off();
      this.#count(-1);
    };
  }

  /** Tells when the first subscriber comes (true) and when the last one goes (false): what costs something need not run unseen. */
  onAudience(listener: (present: boolean) => void): () => void {
    return this.#audience.on(listener);
  }

  #count(change: 1 | -1): void {
    const before = this.#subscribers;
    this.#subscribers += change;
    if (before === 0 || this.#subscribers === 0) this.#audience.emit(this.#subscribers > 0);
  }
}
