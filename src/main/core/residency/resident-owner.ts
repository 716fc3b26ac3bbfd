import type { Job, Resident, ResidencyEvent } from "../../../shared/shapes/resident";
import type { Clock } from "../kernel/clock";

/** What its owner is told of. */
export interface OwnedResident {
  readonly reference: string;
  snapshot(): Resident;
}

/** What a resident needs of its surroundings, and whom it tells. */
export interface ResidentOwner {
  readonly clock: Clock;
  isPinned(reference: string): boolean;
  /** The requests that wait for it. */
  queued(reference: string): Job[];
  /** Whether anybody waits for it, a request or not. */
  isAwaited(reference: string): boolean;
  /** Its picture is another: for windows. */
  changed(resident: OwnedResident): void;
  /** Its phase, or who holds it, is another: there may be room now, or somebody may be due to leave. */
  moved(): void;
  gone(resident: OwnedResident, departure: Departure): void;
  record(event: ResidencyEvent["event"], reference: string, reason: string): void;
}

/** How it ended, and why. */
export interface Departure {
  readonly event: Extract<ResidencyEvent["event"], "unloaded" | "evicted" | "expired" | "pressure">;
  readonly reason: string;
}
