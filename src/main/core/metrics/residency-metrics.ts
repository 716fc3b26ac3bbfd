import type { ResidencySignal } from "../residency/residency-port";
import { loadSeconds } from "./buckets";
import { Counter } from "./counter";
import type { Family } from "./exposition";
import { Histogram } from "./histogram";

/** Counts what came into memory and what left it, and times the loads. */
export class ResidencyMetrics {
  readonly #now: () => number;
  readonly #loadingSince = new Map<string, number>();
  readonly #events = new Counter<"model" | "event">(
    "tresor_residency_events",
    "What happened to residents: loaded, unloaded, evicted to make room, expired, refused, failed, pressure, pinned, unpinned.",
  );
  readonly #loads = new Histogram<"model">(
    "tresor_load_duration_seconds",
    "From the start of a model's process until it answers.",
    loadSeconds,
  );

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  families(): readonly Family[] {
    return [this.#events, this.#loads];
  }

  follow(signal: ResidencySignal): void {
    switch (signal.type) {
      case "history":
        this.#events.add({ model: signal.event.reference, event: signal.event.event });
        return;
      case "gone":
        this.#loadingSince.delete(signal.reference);
        return;
      case "changed":
        this.#seeState(signal.resident.reference, signal.resident.state);
    }
  }

  #seeState(reference: string, state: string): void {
    const since = this.#loadingSince.get(reference);
    if (state === "starting" || state === "loading") {
      if (since === undefined) this.#loadingSince.set(reference, this.#now());
      return;
    }
    this.#loadingSince.delete(reference);
    if (state === "ready" && since !== undefined)
      this.#loads.observe({ model: reference }, (this.#now() - since) / 1_000);
  }
}
