import { setTimeout as pause } from "node:timers/promises";
import type { BenchServer } from "./server";

const pollMilliseconds = 4;

interface Processes {
  readonly residents: readonly { readonly jobs: readonly { readonly promptTokensRead: number }[] }[];
}

/** How long the engine takes from one chunk of a prompt to the next, seen from outside: the control API tells how far a prompt is read. */
export class PrefillSteps {
  readonly #server: BenchServer;

  constructor(server: BenchServer) {
    this.#server = server;
  }

  /** `stepMilliseconds` is as exact as the polling, some 5 ms. */
  async during<T>(
    work: () => Promise<T>,
  ): Promise<{ readonly result: T; readonly stepMilliseconds: readonly number[] }> {
    const polling = new AbortController();
    const working = work().finally(() => polling.abort());
    const changes: number[] = [];
    let read = 0;
    while (!polling.signal.aborted) {
      const now = await this.#tokensRead();
      if (now > read) changes.push(performance.now());
      read = Math.max(read, now);
      await pause(pollMilliseconds);
    }
    return {
      result: await working,
      stepMilliseconds: changes.slice(1).map((at, index) => at - (changes[index] ?? Number.NaN)),
    };
  }

  async #tokensRead(): Promise<number> {
    const response = await fetch(`${this.#server.url}/tresor/v1/ps`, { headers: this.#server.adminHeaders });
    const { residents } = (await response.json()) as Processes;
    return Math.max(0, ...residents.flatMap(({ jobs }) => jobs.map(({ promptTokensRead }) => promptTokensRead)));
  }
}
