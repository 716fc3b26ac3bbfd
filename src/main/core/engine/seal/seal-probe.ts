import type { TresorError } from "../../../../shared/errors";
import type { Seal } from "../../../../shared/shapes/resident";
import type { SealObservation } from "./seal-observation";

interface Pending {
  readonly resolve: (observation: SealObservation) => void;
  readonly reject: (error: TresorError) => void;
}

/** Asks a running worker what it sees of its wall, and judges the answer. */
export class SealProbe {
  readonly #ask: () => void;
  readonly #judge: (observation: SealObservation) => Seal;
  #pending: Pending | null = null;
  #running: Promise<Seal> | null = null;

  constructor(ask: () => void, judge: (observation: SealObservation) => Seal) {
    this.#ask = ask;
    this.#judge = judge;
  }

  /** All who ask at the same time get one answer. */
  run(): Promise<Seal> {
    this.#running ??= this.#run().finally(() => (this.#running = null));
    return this.#running;
  }

  answer(observation: SealObservation): void {
    this.#pending?.resolve(observation);
    this.#pending = null;
  }

  fail(error: TresorError): void {
    this.#pending?.reject(error);
    this.#pending = null;
  }

  /** A worker that computes may be too slow to see the kernel's refusal in time. What gets out gets out twice. */
  async #run(): Promise<Seal> {
    const seal = this.#judge(await this.#observe());
    return seal.enforced ? seal : this.#judge(await this.#observe());
  }

  #observe(): Promise<SealObservation> {
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
      this.#ask();
    });
  }
}
