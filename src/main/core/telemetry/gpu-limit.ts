import type { MachineMemory } from "./memory-facts";

/** What a worker that holds the GPU said that programs may wire, and what was assumed without asking it at that time; bytes. */
export interface ReportedGpuLimit {
  readonly bytes: number;
  readonly assumedBytes: number;
}

/**
 * The limit that holds: what a worker reported, as long as the system's own setting is what it was then. Somebody who changes
 * `iogpu.wired_limit_mb` changes the assumption with it, and that is newer.
 */
export function gpuLimitOf(assumedBytes: number | null, reported: ReportedGpuLimit | null): number | null {
  return reported !== null && reported.assumedBytes === assumedBytes ? reported.bytes : assumedBytes;
}

/** The same memory, with the limit of the GPU as a worker reported it. */
export function withReportedGpuLimit(memory: MachineMemory, reported: () => ReportedGpuLimit | null): MachineMemory {
  return async () => {
    const facts = await memory();
    return { ...facts, gpuLimitBytes: gpuLimitOf(facts.gpuLimitBytes, reported()) };
  };
}
