import type { ResidencyProof, Seal } from "../../../shared/shapes/resident";
import type { KeepAlivePreferences } from "./keep-alive";
import type { ModelLoaderOptions } from "./model-loader";
import type { PlacedResident, PressureLevel } from "./placement/snapshot";
import type { Residency } from "./residency-port";

export interface ResidencyOptions extends ModelLoaderOptions {
  /** Pinned from the start, whether loaded yet or not: a pin outlives a restart and a load that is refused. */
  readonly pinned: readonly string[];
  /** All pinned references, in the order in which they were pinned. */
  readonly onPinsChanged: (references: readonly string[]) => void;
  /** Read at each request. */
  readonly keepAlive: () => KeepAlivePreferences;
}

/** The Residency port, with what those tell it and ask of it that watch the machine. */
export interface MeasuredResidency extends Residency {
  /** What the resident's process holds now; of no effect when there is no such resident. */
  recordMemory(reference: string, bytes: number): void;
  /** What a look at the memory of this process found; of no effect when it is another's by now. */
  recordProof(reference: string, pid: number, proof: ResidencyProof): void;
  /** Lets the resident's process try once more to get out, and shows what came of it; null when there is none any more. */
  probeSeal(reference: string): Promise<Seal | null>;
  /** Makes a resident that nobody uses compute a moment, so that the system keeps its weights where they are. */
  touch(reference: string): void;
  /** How short of memory the system is: from `warn` on nothing grows, at `critical` nothing is loaded. */
  setPressure(level: PressureLevel): void;
  /** Who takes memory, as placement sees them. */
  placed(): readonly PlacedResident[];
  /** Sends an idle resident away that nothing holds; of no effect on another. */
  relieve(reference: string, reason: string): void;
  /** For the history: what was done for the system's memory without anybody leaving. */
  recordRelief(reference: string, reason: string): void;
}
