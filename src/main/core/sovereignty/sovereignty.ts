import type { Resident } from "../../../shared/shapes/resident";
import type { Outbound } from "../downloads/downloads-port";
import type { Sovereignty } from "../../../shared/shapes/status";

export interface SovereigntyFacts {
  readonly sealMode: "required" | "off";
  readonly residents: readonly Resident[];
  readonly outbound: Outbound;
}

export type SovereigntyClaim = Omit<Sovereignty, "since">;

/**
 * One state from facts: what each worker saw when it tried to get out, which outbound jobs run, and what the user allows. It is never
 * `sealed` because a flag says so, and `required` without a worker is `sealed` only in that nothing runs that could leave. What is
 * missing at a worker weighs more than a download, which is announced.
 */
export function judgeSovereignty({ sealMode, residents, outbound }: SovereigntyFacts): SovereigntyClaim {
  const workers = residents.filter((resident) => resident.pid !== null);
  const sealed = workers.filter(({ seal }) => seal.enforced);
  const checks = workers.flatMap(({ seal }) => (seal.checkedAt === null ? [] : [seal.checkedAt])).sort();
  const gap = gapOf(sealMode, workers, sealed);
  return {
    state: gap !== null ? "not-enforced" : outbound.jobs > 0 ? "fetching" : "sealed",
    bytesOut: outbound.bytesSent,
    sealedWorkers: sealed.length,
    workers: workers.length,
    checkedAt: checks[0] ?? null,
    reason: gap ?? fetchingFrom(outbound),
  };
}

function fetchingFrom({ jobs, hosts }: Outbound): string | null {
  return jobs === 0
    ? null
    : `A model is being downloaded from ${hosts.join(", ")}; no model's process takes part in it.`;
}

function gapOf(sealMode: "required" | "off", workers: readonly Resident[], sealed: readonly Resident[]): string | null {
  if (sealMode === "off")
    return "The seal is switched off (--seal off): the kernel does not keep the models' processes from the network.";
  const open = workers.filter((worker) => !sealed.includes(worker));
  if (open.length === 0) return null;
  return `Running without the kernel's seal: ${open.map(({ reference }) => reference).join(", ")}.`;
}
