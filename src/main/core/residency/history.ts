import type { ResidencyEvent } from "../../../shared/shapes/resident";

const mostEvents = 200;

/** What happened to residents, and why; newest first, the last 200. */
export class ResidencyHistory {
  #events: readonly ResidencyEvent[] = [];

  add(event: ResidencyEvent): void {
    this.#events = [event, ...this.#events].slice(0, mostEvents);
  }

  events(): readonly ResidencyEvent[] {
    return this.#events;
  }
}
