import { TresorError } from "../../../../shared/errors";
import type { Clock } from "../../kernel/clock";
import type { Logger } from "../../kernel/logger";
import type { MachineMemory } from "../../telemetry/memory-facts";
import type { MeasuredResidency } from "../measured-residency";
import { afterLoad, nextPressure, noPressure, relief, type PressureState } from "./pressure";

/** Also the pause between two that are sent away: long enough for the first to show. */
const sampleMilliseconds = 5_000;

export interface PressureWatchOptions {
  readonly residency: Pick<
    MeasuredResidency,
    "placed" | "setPressure" | "relieve" | "recordRelief" | "forgetPrefixes" | "onEvent"
  >;
  readonly memory: MachineMemory;
  readonly clock: Clock;
  /** Only pinned models are left, and the system is still short of memory. */
  readonly onFault: (error: TresorError) => void;
  readonly logger: Logger;
}

/** Reads how short of memory the system is while anything is resident, tells residency, and carries out what `relief` decides. */
export class PressureWatch {
  readonly #options: PressureWatchOptions;
  readonly #endings: readonly (() => void)[];
  #state: PressureState = noPressure;
  #spilled = false;
  #asked = false;
  #reading = false;

  constructor(options: PressureWatchOptions) {
    this.#options = options;
    this.#endings = [
      options.clock.every(sampleMilliseconds, () => void this.look()),
      options.residency.onEvent((signal) => {
        if (signal.type === "history" && signal.event.event === "loaded") this.#state = afterLoad(this.#state);
      }),
    ];
  }

  /** Reads now, and does one step of relief when it is needed. A machine that answers slowly is not asked twice at once. */
  async look(): Promise<void> {
    const { residency, memory, clock, logger } = this.#options;
    if (this.#reading) return;
    if (residency.placed().length === 0) {
      this.#follow(noPressure);
      return;
    }
    this.#reading = true;
    try {
      const { pressure: level, swapUsedBytes } = await memory();
      this.#follow(nextPressure(this.#state, { at: clock.now(), level, swapUsedBytes }));
      this.#relieve();
    } catch (error) {
      logger.warn({ err: error }, "how short of memory the system is could not be read");
    } finally {
      this.#reading = false;
    }
  }

  dispose(): void {
    for (const end of this.#endings) end();
  }

  #follow(state: PressureState): void {
    if (state.level !== this.#state.level) {
      this.#options.logger.info({ level: state.level }, "memory pressure");
      this.#options.residency.setPressure(state.level);
    }
    if (state.level === "normal") this.#spilled = false;
    if (state.level !== "critical") this.#asked = false;
    this.#state = state;
  }

  #relieve(): void {
    const { residency, clock, onFault } = this.#options;
    const residents = residency.placed();
    const step = relief(this.#state, residents, { spilled: this.#spilled, asked: this.#asked }, clock.now());
    switch (step.type) {
      case "none":
        return;
      case "spill":
        this.#spilled = true;
        residency.forgetPrefixes();
        for (const { reference } of residents) {
          residency.recordRelief(reference, "the system was short of memory: its saved prefixes left the memory");
        }
        return;
      case "leave":
        residency.relieve(step.reference, step.reason);
        return;
      case "ask":
        this.#asked = true;
        onFault(
          new TresorError("insufficient_memory", step.message, { pinned: residents.map(({ reference }) => reference) }),
        );
    }
  }
}
