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

/** Why it was loaded, and for how many. */
export function loadedReason(reason: string | null, waiting: number): string {
  return [reason ?? "", ...(waiting > 1 ? [`${waiting} requests waited for it.`] : [])].join(" ");
}
