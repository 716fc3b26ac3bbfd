import type { EventList, ReportedEvent } from "../../../shared/shapes/report";

/** A page tells so many of a kind; the export has all. */
const mostTold = 200;

/** Keeps the first events and counts the rest, so that a year of them takes no room. */
export class EventLog {
  readonly #events: ReportedEvent[] = [];
  #left = 0;

  add(event: ReportedEvent): void {
    if (this.#events.length < mostTold) this.#events.push(event);
    else this.#left += 1;
  }

  get count(): number {
    return this.#events.length + this.#left;
  }

  list(): EventList {
    return { events: this.#events, left: this.#left };
  }
}
