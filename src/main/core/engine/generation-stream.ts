import type { TresorError } from "../../../shared/errors";
import { WakeUp } from "../kernel/wake-up";
import type { GenerateEvent } from "./engine";

/**
 * The events of one request on their way from the worker to the consumer. The consumer's pace reaches the worker: tokens are
 * acknowledged as they are pulled, and the worker stops a request that has too many unacknowledged ones.
 */
export class GenerationStream {
  readonly #acknowledge: (tokens: number) => void;
  readonly #waiting: GenerateEvent[] = [];
  #failure: TresorError | null = null;
  #finished = false;
  readonly #wakeUp = new WakeUp();
  #taken = 0;

  constructor(acknowledge: (tokens: number) => void) {
    this.#acknowledge = acknowledge;
  }

  push(event: GenerateEvent): void {
    if (event.type === "finish") this.#finished = true;
    this.#waiting.push(event);
    this.#wakeUp.call();
  }

  /** Ends the stream with a failure, after what has arrived before it. */
  fail(error: TresorError): void {
    this.#failure ??= error;
    this.#wakeUp.call();
  }

  get ended(): boolean {
    return this.#finished || this.#failure !== null;
  }

  /** The next event; undefined after `finish`. @throws TresorError */
  async next(): Promise<GenerateEvent | undefined> {
    for (;;) {
      const event = this.#waiting.shift();
      if (event !== undefined) {
        if ("tokens" in event) this.#take(event.tokens);
        return event;
      }
      if (this.#failure !== null) throw this.#failure;
      if (this.#finished) return undefined;
      await this.#wakeUp.sleep();
    }
  }

  /** In lots, so that a fast model does not send a message back for each token. */
  #take(tokens: number): void {
    this.#taken += tokens;
    if (this.#taken < acknowledgedLot) return;
    this.#acknowledge(this.#taken);
    this.#taken = 0;
  }
}

const acknowledgedLot = 16;
