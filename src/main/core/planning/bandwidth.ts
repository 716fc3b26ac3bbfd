import type { Logger } from "../kernel/logger";
import type { Processor } from "../telemetry/processor";
import { bandwidthOf } from "./chips";
import type { SpeedStore } from "./speed-store";

/** How fast the machine's memory is read at best. */
export interface Bandwidth {
  readonly bytesPerSecond: number;
  /** Measured here, since the chip is in no table: a little below the peak. */
  readonly measured: boolean;
}

export interface BandwidthOptions {
  readonly processor: () => Promise<Pick<Processor, "chip" | "physicalCores" | "logicalCores">>;
  readonly store: Pick<SpeedStore, "bandwidthOf" | "keepBandwidth">;
  readonly measure: (threads: number) => Promise<number>;
  /**
   * A machine that was busy when it was measured came out too low. Who runs for long measures again once, and the higher counts; who
   * only answers one question takes what is there.
   */
  readonly measureAgain: boolean;
  readonly logger: Logger;
}

/** How fast this machine's memory is: from the table of chips, else measured once and remembered. */
export class BandwidthSource {
  readonly #options: BandwidthOptions;
  #answer: Promise<Bandwidth | null> | null = null;

  constructor(options: BandwidthOptions) {
    this.#options = options;
  }

  /** Asked for the first time on an unknown chip it may measure, for a third of a second. Null where nothing can be found out. */
  current(): Promise<Bandwidth | null> {
    return (this.#answer ??= this.#findOut());
  }

  /** For those who ask while the machine is busy, when a measurement would come out too low. */
  async withoutMeasuring(): Promise<Bandwidth | null> {
    const { processor, store } = this.#options;
    const { chip, physicalCores } = await processor();
    const known = bandwidthOf(chip, physicalCores);
    if (known !== null) return { bytesPerSecond: known, measured: false };
    const before = store.bandwidthOf(chip);
    return before === null ? null : { bytesPerSecond: before, measured: true };
  }

  async #findOut(): Promise<Bandwidth | null> {
    try {
      const known = await this.withoutMeasuring();
      if (known !== null && !(known.measured && this.#options.measureAgain)) return known;
      return await this.#measure(known?.bytesPerSecond ?? 0);
    } catch (error) {
      this.#options.logger.warn({ err: error }, "the memory's bandwidth is not known");
      return null;
    }
  }

  async #measure(before: number): Promise<Bandwidth> {
    const { processor, store, measure, logger } = this.#options;
    const { chip, logicalCores } = await processor();
    const bytesPerSecond = Math.max(before, await measure(logicalCores));
    if (bytesPerSecond === before) return { bytesPerSecond, measured: true };
    await store.keepBandwidth(chip, bytesPerSecond).catch((error: unknown) => {
      logger.warn({ err: error }, "the measured bandwidth was not saved");
    });
    return { bytesPerSecond, measured: true };
  }
}
