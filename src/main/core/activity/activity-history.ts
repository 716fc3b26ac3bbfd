import { join } from "node:path";
import {
  activityRangeSeconds,
  type Activity,
  type ActivityRange,
  type ActivitySample,
} from "../../../shared/shapes/activity";
import type { Clock } from "../kernel/clock";
import type { Logger } from "../kernel/logger";
import type { ActivityFigures } from "./activity-figures";
import type { ActivityMeter } from "./activity-meter";
import { HistoryRing, type Stretch } from "./history-ring";

const second = 1_000;

/** The last hour in steps of ten seconds, the last week in steps of five minutes: 23 kB and 129 kB on disk. */
const fine = { intervalMilliseconds: 10 * second, slots: 360 };
const coarse = { intervalMilliseconds: 300 * second, slots: 2_016 };

export interface ActivityHistoryOptions {
  readonly folder: string;
  readonly meter: ActivityMeter;
  /** What the machine and the workers hold now; bytes. */
  readonly memory: () => Promise<Pick<ActivityFigures, "systemBytes" | "modelsBytes">>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Keeps what was done in two rings. It may fail to write without anything else being disturbed: a gap is seen in the charts. */
export class ActivityHistory {
  readonly #options: ActivityHistoryOptions;
  readonly #fine: HistoryRing;
  readonly #coarse: HistoryRing;
  readonly #stop: () => void;
  #running: Promise<void> = Promise.resolve();

  private constructor(options: ActivityHistoryOptions, rings: readonly [HistoryRing, HistoryRing]) {
    this.#options = options;
    [this.#fine, this.#coarse] = rings;
    this.#stop = options.clock.every(fine.intervalMilliseconds, () => {
      this.#running = this.#running.then(() => this.#sample());
    });
  }

  static async open(options: ActivityHistoryOptions): Promise<ActivityHistory> {
    const ring = (name: string, size: typeof fine) => HistoryRing.open({ path: join(options.folder, name), ...size });
    return new ActivityHistory(options, [
      await ring("activity-hour.ring", fine),
      await ring("activity-week.ring", coarse),
    ]);
  }

  async read(range: ActivityRange): Promise<Activity> {
    await this.#running;
    const ring = range === "hour" ? this.#fine : this.#coarse;
    const now = this.#options.clock.now();
    const stretches = await ring.read(now - activityRangeSeconds[range] * second, now);
    return { range, intervalSeconds: ring.intervalMilliseconds / second, samples: stretches.map(sampleOf) };
  }

  /** Writes what was counted last. */
  async dispose(): Promise<void> {
    this.#stop();
    await this.#running;
    await this.#sample();
    await Promise.all([this.#fine.close(), this.#coarse.close()]);
  }

  async #sample(): Promise<void> {
    const { meter, memory, clock, logger } = this.#options;
    try {
      const figures = { ...meter.take(), ...(await memory()) };
      // In the middle of what was counted: the timer fires at its end.
      const moment = clock.now() - fine.intervalMilliseconds / 2;
      await this.#fine.add(moment, figures);
      await this.#coarse.add(moment, figures);
    } catch (error) {
      logger.warn({ error }, "the history of activity was not written");
    }
  }
}

function sampleOf({ at, figures }: Stretch): ActivitySample {
  const { firstTokens, firstTokenMilliseconds, ...others } = figures;
  return {
    at: new Date(at).toISOString(),
    ...others,
    firstTokenMilliseconds: firstTokens === 0 ? null : firstTokenMilliseconds / firstTokens,
  };
}
