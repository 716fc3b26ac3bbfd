import type { Resident } from "../../../shared/shapes/resident";
import type { Sovereignty } from "../../../shared/shapes/status";

export interface SovereigntyFacts {
  readonly sealMode: "required" | "off";
  readonly residents: readonly Resident[];
}

export type SovereigntyClaim = Omit<Sovereignty, "since">;

/**
 * One state from facts: what each worker saw when it tried to get out, and what the user allows. It is never `sealed` because a flag
 * says so, and `required` without a worker is `sealed` only in that nothing runs that could leave.
 */
export function judgeSovereignty({ sealMode, residents }: SovereigntyFacts): SovereigntyClaim {
  const workers = residents.filter((resident) => resident.pid !== null);
  const sealed = workers.filter(({ seal }) => seal.enforced);
  const checks = workers.flatMap(({ seal }) => (seal.checkedAt === null ? [] : [seal.checkedAt])).sort();
  const reason = reasonOf(sealMode, workers, sealed);
  return {
    state: reason === null ? "sealed" : "not-enforced",
    bytesOut: 0,
    sealedWorkers: sealed.length,
    workers: workers.length,
    checkedAt: checks[0] ?? null,
    reason,
  };
}

function reasonOf(
  sealMode: "required" | "off",
  workers: readonly Resident[],
  sealed: readonly Resident[],
): string | null {
  if (sealMode === "off")
    return "The seal is switched off (--seal off): the kernel does not keep the models' processes from the network.";
  const open = workers.filter((worker) => !sealed.includes(worker));
  if (open.length === 0) return null;
  return `Running without the kernel's seal: ${open.map(({ reference }) => reference).join(", ")}.`;
}
