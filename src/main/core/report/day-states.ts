import type { LedgerRecord } from "../../../shared/shapes/ledger";
import type { DayState, ReportFacts } from "../../../shared/shapes/report";

/** From the quietest to what must not be overlooked: a day shows the worst that it saw. */
const order: readonly DayState[] = ["nothing", "unproven", "sealed", "fetching", "notEnforced", "cloud", "alarm"];

/** The state of each day in a time zone, from what the day's records say. */
export class DayStates {
  readonly #dayOf: (at: string) => string;
  readonly #states = new Map<string, DayState>();

  constructor(timeZone: string) {
    this.#dayOf = dayTeller(timeZone);
  }

  see(record: LedgerRecord): void {
    const state = stateOf(record);
    if (state === null) return;
    const day = this.#dayOf(record.at);
    const before = this.#states.get(day) ?? "nothing";
    if (order.indexOf(state) > order.indexOf(before)) this.#states.set(day, state);
  }

  /** Every day that the period touches. */
  list(from: number, to: number): ReportFacts["days"] {
    const days = new Set<string>();
    // Days are 23 to 25 hours long.
    for (let at = from; at < to; at += 12 * 3_600_000) days.add(this.#dayOf(new Date(at).toISOString()));
    if (to > from) days.add(this.#dayOf(new Date(to - 1).toISOString()));
    return [...days].map((day) => ({ day, state: this.#states.get(day) ?? "nothing" }));
  }
}

function stateOf(record: LedgerRecord): DayState | null {
  if (record.type === "alarm") return "alarm";
  if (record.type === "request") return record.stage === 3 ? "unproven" : "cloud";
  if (record.type === "seal") return record.enforced ? "sealed" : "notEnforced";
  return record.type === "outbound" ? "fetching" : null;
}

function dayTeller(timeZone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  let minute = "";
  let day = "";
  return (at) => {
    // Formatting takes longer than reading a record, and zones differ by whole minutes.
    const itsMinute = at.slice(0, 16);
    if (itsMinute !== minute) [minute, day] = [itsMinute, format.format(new Date(at))];
    return day;
  };
}
