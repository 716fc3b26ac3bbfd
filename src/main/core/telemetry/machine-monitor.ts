import type { Machine } from "../../../shared/shapes/machine";
import type { Resident } from "../../../shared/shapes/resident";
import type { Clock } from "../kernel/clock";
import { Emitter } from "../kernel/emitter";
import type { Logger } from "../kernel/logger";
import { balanceMemory } from "./memory-balance";
import type { MachineMemory, MachineMemoryFacts } from "./memory-facts";
import type { Processor } from "./processor";

export const sampleMilliseconds = 2_000;

export interface MachineMonitorOptions {
  readonly memory: MachineMemory;
  readonly processor: () => Promise<Processor>;
  readonly residents: () => readonly Resident[];
  readonly memoryLimitBytes: () => number | null;
  readonly reserveBytes: () => number | null;
  readonly gpu: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The machine as windows show it: sampled every two seconds, and only while somebody listens. */
export class MachineMonitor {
  readonly #options: MachineMonitorOptions;
  readonly #emitter: Emitter<Machine>;
  #listeners = 0;
  #stopSampling: (() => void) | null = null;
  #sampling = false;

  constructor(options: MachineMonitorOptions) {
    this.#options = options;
    this.#emitter = new Emitter((error) => options.logger.error({ err: error }, "a listener of the machine failed"));
  }

  /** The machine now, read anew. */
  async current(): Promise<Machine> {
    const { memory, processor } = this.#options;
    const [facts, { chip, logicalCores }] = await Promise.all([memory(), processor()]);
    return this.#machine(facts, chip, logicalCores);
  }

  /** Starts sampling with the first listener and ends it with the last. Returns the function that ends this subscription. */
  onSample(listener: (machine: Machine) => void): () => void {
    const off = this.#emitter.on(listener);
    this.#listeners += 1;
    this.#stopSampling ??= this.#options.clock.every(sampleMilliseconds, () => void this.#sample());
    let listening = true;
    return () => {
      if (!listening) return;
      listening = false;
      off();
      this.#listeners -= 1;
      if (this.#listeners === 0) this.dispose();
    };
  }

  /** Ends sampling. */
  dispose(): void {
    this.#stopSampling?.();
    this.#stopSampling = null;
  }

  /** A machine that answers more slowly than it is asked is not asked twice at once. */
  async #sample(): Promise<void> {
    if (this.#sampling) return;
    this.#sampling = true;
    try {
      const machine = await this.current();
      if (this.#stopSampling !== null) this.#emitter.emit(machine);
    } catch (error) {
      this.#options.logger.warn({ err: error }, "the machine's memory could not be read");
    } finally {
      this.#sampling = false;
    }
  }

  #machine(facts: MachineMemoryFacts, chip: string, cores: number): Machine {
    const { residents, memoryLimitBytes, reserveBytes, gpu, clock } = this.#options;
    const balance = balanceMemory({
      facts,
      residents: residents(),
      wishedLimitBytes: memoryLimitBytes(),
      wishedReserveBytes: reserveBytes(),
      gpu,
    });
    return {
      at: new Date(clock.now()).toISOString(),
      chip,
      cores,
      totalBytes: facts.totalBytes,
      ...balance,
      pressure: facts.pressure,
      swapUsedBytes: facts.swapUsedBytes,
      wiredBytes: facts.wiredBytes,
      compressedBytes: facts.compressedBytes,
      cachedBytes: facts.cachedBytes,
      bandwidthBytesPerSecond: null,
      gpuLimitBytes: facts.gpuLimitBytes,
    };
  }
}
