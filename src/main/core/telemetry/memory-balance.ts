import type { Resident } from "../../../shared/shapes/resident";
import type { MachineMemoryFacts } from "./memory-facts";

const gibibyte = 1024 ** 3;

/** Who has what, and what a load may still take; bytes. */
export interface MemoryBalance {
  readonly systemBytes: number;
  readonly modelsBytes: number;
  readonly reserveBytes: number;
  readonly memoryLimitBytes: number;
  readonly freeForModelsBytes: number;
  /** What residents may still grow by in use, as far as it is free. A load goes before it, so nothing is taken off for it. */
  readonly growthBytes: number;
}

export interface BalanceInput {
  readonly facts: MachineMemoryFacts;
  readonly residents: readonly Pick<Resident, "state" | "memory">[];
  /** What the user lets all residents together take; null leaves it to the machine. */
  readonly wishedLimitBytes: number | null;
  /** What the user wants kept free for the system; null or absent leaves it to the machine. */
  readonly wishedReserveBytes?: number | null;
  /** Whether weights are wired for the GPU, so that the system's figure contains them. */
  readonly gpu: boolean;
}

/**
 * Kept free for the system: what the user wishes, else 5 % of the memory, at least 2 GiB, but never more than a quarter of a small
 * machine. Over-wiring leaves macOS no way out, so this holds whatever limit the user sets.
 */
export function reserveOf(totalBytes: number, wishedBytes: number | null = null): number {
  if (wishedBytes !== null) return Math.min(wishedBytes, totalBytes);
  return Math.round(Math.min(totalBytes / 4, Math.max(2 * gibibyte, totalBytes * 0.05)));
}

/**
 * What a resident takes out of the budget: from its admission to the end of its process, and the larger of what was measured (before
 * that: predicted) and its parts, since mapped weights show in the measurement only once they were read.
 */
export function chargeOf({ state, memory }: Pick<Resident, "state" | "memory">): number {
  if (state === "failed") return 0;
  const parts = memory.weightsBytes + memory.kvCacheBytes + memory.computeBytes;
  return Math.max(parts, memory.measuredBytes ?? memory.predictedBytes);
}

/** What was measured beyond the prediction is growth that has happened, and charged already. */
function growthLeftOf({ state, memory }: Pick<Resident, "state" | "memory">): number {
  if (state === "failed") return 0;
  const grown = Math.max(0, (memory.measuredBytes ?? 0) - memory.predictedBytes);
  return Math.max(0, (memory.growthBytes ?? 0) - grown);
}

/**
 * Two limits hold at once: what residents may take together, and what the machine has left when the system's own programs and the
 * reserve are served. The user's limit replaces the first, never the second.
 */
export function balanceMemory(input: BalanceInput): MemoryBalance {
  const { facts, residents, wishedLimitBytes, wishedReserveBytes = null, gpu } = input;
  const reserveBytes = reserveOf(facts.totalBytes, wishedReserveBytes);
  const modelsBytes = sum(residents.map(chargeOf));
  const systemBytes = Math.max(0, facts.usedBytes - sum(residents.map((resident) => shareInUsed(resident, gpu))));
  const derivedLimit = Math.min(facts.totalBytes - reserveBytes, facts.gpuLimitBytes ?? Infinity);
  const memoryLimitBytes = wishedLimitBytes ?? derivedLimit;
  const machineBytes = facts.totalBytes - reserveBytes - systemBytes;
  const freeForModelsBytes = Math.max(0, Math.min(memoryLimitBytes, machineBytes) - modelsBytes);
  return {
    systemBytes,
    modelsBytes,
    reserveBytes,
    memoryLimitBytes,
    freeForModelsBytes,
    growthBytes: Math.min(freeForModelsBytes, sum(residents.map(growthLeftOf))),
  };
}

/**
 * The part of `usedBytes` that is this resident's. While it loads, nothing is taken off: its memory is not there yet, and calling the
 * system larger than it is refuses at worst a load that would have fitted.
 */
function shareInUsed(resident: Pick<Resident, "state" | "memory">, gpu: boolean): number {
  if (resident.state === "starting" || resident.state === "loading") return 0;
  const charge = chargeOf(resident);
  return gpu ? charge : Math.max(0, charge - resident.memory.weightsBytes);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
