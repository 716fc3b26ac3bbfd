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
  readonly logger: Logger;
}

/** How fast this machine's memory is: from the table of chips, else measured once and remembered. */
export class BandwidthSource {
  readonly #options: BandwidthOptions;
  #answer: Promise<Bandwidth | null> | null = null;

  constructor(options: BandwidthOptions) {
    this.#options = options;
  }

  /** Asked for the first time on an unknown chip it measures, for a third of a second. Null where nothing can be found out. */
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
      return (await this.withoutMeasuring()) ?? (await this.#measure());
    } catch (error) {
      this.#options.logger.warn({ err: error }, "the memory's bandwidth is not known");
      return null;
    }
  }

  async #measure(): Promise<Bandwidth> {
    const { processor, store, measure, logger } = this.#options;
    const { chip, logicalCores } = await processor();
    const bytesPerSecond = await measure(logicalCores);
    await store.keepBandwidth(chip, bytesPerSecond).catch((error: unknown) => {
      logger.warn({ err: error }, "the measured bandwidth was not saved");
    });
    return { bytesPerSecond, measured: true };
  }
}
