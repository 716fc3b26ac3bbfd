import { WakeUp } from "../kernel/wake-up";

type Arrival<T> =
  { readonly from: number; readonly result: IteratorResult<T, unknown> } | { readonly failure: unknown };

/**
 * Several iterations as one. A source is asked for its next value only when its last one was taken, so the reader's pace is
 * everybody's; more sources may join while it runs. The first failure ends it. It does not end its sources: their signal does.
 */
export class Merged<T> {
  readonly #sources: AsyncIterator<T, unknown>[] = [];
  readonly #arrived: Arrival<T>[] = [];
  readonly #wakeUp = new WakeUp();
  #open = 0;

  /** The source's number, from 0, comes with each of its values. */
  join(source: AsyncIterable<T>): void {
    const from = this.#sources.push(source[Symbol.asyncIterator]() as AsyncIterator<T, unknown>) - 1;
    this.#open += 1;
    this.#ask(from);
  }

  /** The next value of any source; undefined when all have ended. @throws what a source throws */
  async next(): Promise<{ readonly from: number; readonly value: T } | undefined> {
    while (this.#open > 0) {
      const arrival = this.#arrived.shift();
      if (arrival === undefined) {
        await this.#wakeUp.sleep();
        continue;
      }
      if ("failure" in arrival) throw arrival.failure;
      const { from, result } = arrival;
      if (result.done === true) {
        this.#open -= 1;
        continue;
      }
      this.#ask(from);
      return { from, value: result.value };
    }
    return undefined;
  }

  #ask(from: number): void {
    const settle = (arrival: Arrival<T>) => {
      this.#arrived.push(arrival);
      this.#wakeUp.call();
    };
    this.#sources[from]?.next().then(
      (result) => settle({ from, result }),
      (failure: unknown) => settle({ failure }),
    );
  }
}
