import type { Resident } from "../../../shared/shapes/resident";
import type { Clock } from "../kernel/clock";
import type { Logger } from "../kernel/logger";
import type { Library } from "../library/library-port";
import type { Bandwidth } from "./bandwidth";
import { bytesReadNow, loneAnswer } from "./efficiency";
import { reachedEfficiency } from "./speed";
import type { SpeedStore } from "./speed-store";

/** One measurement of a model in this time: a long answer is not to outweigh all others. */
const pauseMilliseconds = 30_000;

export interface SpeedLearnerOptions {
  readonly library: Pick<Library, "dimensions">;
  readonly bandwidth: () => Promise<Bandwidth | null>;
  readonly store: Pick<SpeedStore, "keepSample">;
  readonly clock: Pick<Clock, "now">;
  readonly logger: Logger;
}

/** Learns from real answers which part of the peak bandwidth this machine reaches. */
export class SpeedLearner {
  readonly #options: SpeedLearnerOptions;
  readonly #lastAt = new Map<string, number>();

  constructor(options: SpeedLearnerOptions) {
    this.#options = options;
  }

  /** Call it whenever a resident's rate has changed. */
  observe(residents: readonly Resident[]): void {
    const resident = loneAnswer(residents);
    if (resident === null) return;
    const now = this.#options.clock.now();
    if (now - (this.#lastAt.get(resident.reference) ?? -Infinity) < pauseMilliseconds) return;
    this.#lastAt.set(resident.reference, now);
    this.#learn(resident).catch((error: unknown) => {
      this.#options.logger.warn({ reference: resident.reference, err: error }, "the speed of an answer was not kept");
    });
  }

  async #learn(resident: Resident): Promise<void> {
    const { library, bandwidth, store } = this.#options;
    const [{ activeWeightsBytes }, peak] = await Promise.all([library.dimensions(resident.reference), bandwidth()]);
    if (peak === null || resident.tokensPerSecond === null) return;
    const bytesPerToken = bytesReadNow(resident, activeWeightsBytes);
    const efficiency = reachedEfficiency(peak.bytesPerSecond, bytesPerToken, resident.tokensPerSecond);
    if (efficiency === null) return;
    await store.keepSample({ bytesPerToken, efficiency });
  }
}
