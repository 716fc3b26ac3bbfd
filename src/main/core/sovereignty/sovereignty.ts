import type { Resident } from "../../../shared/shapes/resident";
import type { Outbound } from "../downloads/downloads-port";
import type { Alarm, Sovereignty } from "../../../shared/shapes/status";

export interface SovereigntyFacts {
  readonly sealMode: "required" | "off";
  readonly residents: readonly Resident[];
  readonly outbound: Outbound;
  /** That nobody has acknowledged. */
  readonly alarms: readonly Alarm[];
  /** When sockets were last listed; milliseconds since 1970. */
  readonly observedAt: number | null;
  readonly network: NetworkReach;
}

/** Whether other machines reach Tresor, and how many have. */
export interface NetworkReach {
  /** Null: there is no door for them. */
  readonly address: string | null;
  readonly clients: number;
}

export type SovereigntyClaim = Omit<Sovereignty, "since">;

/**
 * One state from facts: what each worker saw when it tried to get out, which outbound jobs run, and what the user allows. It is never
 * `sealed` because a flag says so, and `required` without a worker is `sealed` only in that nothing runs that could leave. What is
 * missing at a worker weighs more than a door to the network, and that more than a download: both are announced, but a download ends. An
 * alarm weighs most, until somebody has seen it.
 */
export function judgeSovereignty({
  sealMode,
  residents,
  outbound,
  alarms,
  observedAt,
  network,
}: SovereigntyFacts): SovereigntyClaim {
  const workers = residents.filter((resident) => resident.pid !== null);
  const sealed = workers.filter(({ seal }) => seal.enforced);
  const checks = workers.flatMap(({ seal }) => (seal.checkedAt === null ? [] : [seal.checkedAt])).sort();
  const gap = gapOf(sealMode, workers, sealed);
  return {
    state: alarms.length > 0 ? "alarm" : gap !== null ? "not-enforced" : announced(network, outbound),
    bytesOut: outbound.bytesSent,
    sealedWorkers: sealed.length,
    workers: workers.length,
    checkedAt: checks[0] ?? null,
    observedAt: observedAt === null ? null : new Date(observedAt).toISOString(),
    alarms: [...alarms],
    reason: alarmWords(alarms) ?? gap ?? announcement(network, outbound),
  };
}

function alarmWords(alarms: readonly Alarm[]): string | null {
  const last = alarms.at(-1);
  if (last === undefined) return null;
  const where = last.endpoint === null ? "" : ` (${last.endpoint})`;
  return `${last.what}${where}: ${last.action}.`;
}

function announced({ address }: NetworkReach, { jobs }: Outbound): SovereigntyClaim["state"] {
  if (address !== null) return "network";
  return jobs > 0 ? "fetching" : "sealed";
}

function announcement(network: NetworkReach, outbound: Outbound): string | null {
  const parts = [reachedBy(network), fetchingFrom(outbound)].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(" ");
}

function reachedBy({ address, clients }: NetworkReach): string | null {
  if (address === null) return null;
  const seen = clients === 0 ? "none has connected" : clients === 1 ? "one has connected" : `${clients} have connected`;
  return `Open to other machines at ${address}, with a key only; ${seen} so far.`;
}

function fetchingFrom({ jobs, hosts, sources }: Outbound): string | null {
  return jobs === 0
    ? null
    : `${sources.join(", ")} is being downloaded from ${hosts.join(", ")}; no model's process takes part in it.`;
}

function gapOf(sealMode: "required" | "off", workers: readonly Resident[], sealed: readonly Resident[]): string | null {
  if (sealMode === "off")
    return "The seal is switched off (--seal off): the kernel does not keep the models' processes from the network.";
  const open = workers.filter((worker) => !sealed.includes(worker));
  if (open.length === 0) return null;
  return `Running without the kernel's seal: ${open.map(openWords).join(", ")}.`;
}

/** With what its probe has found, once there was one. */
function openWords({ reference, seal }: Resident): string {
  return seal.evidence.length === 0 ? reference : `${reference} (${seal.evidence.join("; ")})`;
}
