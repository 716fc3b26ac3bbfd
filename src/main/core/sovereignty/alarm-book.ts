import type { Alarm } from "../../../shared/shapes/status";
import type { LedgerEntry } from "../../../shared/shapes/ledger";
import type { Clock } from "../kernel/clock";
import type { Logger } from "../kernel/logger";

export interface AlarmBookOptions {
  readonly record: (entry: LedgerEntry) => void;
  readonly onChange: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A window shows so many at most; all are in the ledger. */
const mostShown = 50;

/** Alarms that nobody has acknowledged yet. Each is recorded the moment it is raised. */
export class AlarmBook {
  readonly #options: AlarmBookOptions;
  #open: readonly Alarm[] = [];

  constructor(options: AlarmBookOptions) {
    this.#options = options;
  }

  open(): readonly Alarm[] {
    return this.#open;
  }

  raise(alarm: Omit<Alarm, "at">): void {
    const { record, onChange, clock, logger } = this.#options;
    this.#open = [...this.#open, { at: new Date(clock.now()).toISOString(), ...alarm }].slice(-mostShown);
    logger.error(alarm, "alarm");
    record({ type: "alarm", ...alarm });
    onChange();
  }

  /** Somebody has seen them; they stay in the ledger. */
  acknowledge(): void {
    this.#open = [];
    this.#options.onChange();
  }
}
