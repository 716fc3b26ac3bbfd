import type { Resident } from "../../../../shared/shapes/resident";
import { chargeOf } from "../../telemetry/memory-balance";
import type { PlacedResident } from "./snapshot";

export type PlaceableResident = Pick<
  Resident,
  "reference" | "state" | "memory" | "pinned" | "leases" | "loadedAt" | "idleSince" | "expiresAt"
>;

export interface PlaceFacts {
  /** Whether it is decided that it leaves, whatever its state says. */
  readonly leaving: boolean;
  /** Requests that wait for it. */
  readonly waiting: number;
  /** Null: what a load of its size is assumed to take. */
  readonly loadMilliseconds: number | null;
}

/** What a disk reads a second, for a model whose load was never measured. */
const assumedBytesPerSecond = 2e9;

export function assumedLoadMilliseconds(bytes: number): number {
  return (bytes / assumedBytesPerSecond) * 1_000;
}

/** A resident as placement sees it; null for one that takes no memory: it has failed, or has not been admitted yet. */
export function placedResident(resident: PlaceableResident, facts: PlaceFacts): PlacedResident | null {
  const bytes = chargeOf(resident);
  const { reference, state, pinned, leases } = resident;
  if (state === "failed" || (state === "starting" && bytes === 0)) return null;
  const gone = facts.leaving || state === "draining" || state === "unloading";
  return {
    reference,
    phase: gone ? "leaving" : state === "ready" ? "ready" : "loading",
    bytes,
    pinned,
    uses: leases + facts.waiting,
    readyAt: milliseconds(resident.loadedAt),
    idleSince: milliseconds(resident.idleSince),
    expiresAt: milliseconds(resident.expiresAt),
    loadMilliseconds: facts.loadMilliseconds ?? assumedLoadMilliseconds(bytes),
  };
}

const milliseconds = (timestamp: string | null): number | null => (timestamp === null ? null : Date.parse(timestamp));
