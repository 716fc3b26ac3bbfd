import { probeTarget } from "../../engine/seal/probe-target";
import { isLoopback } from "../loopback";
import type { RemoteEnd } from "./linux-sockets";

/** What a process of ours is there for. */
export type ProcessKind = "main" | "worker" | "inspector" | "fetcher" | "window" | "other";

export interface ObservedProcess {
  readonly pid: number;
  readonly kind: ProcessKind;
  readonly ends: readonly RemoteEnd[];
}

/** What is known to reach beyond this machine. */
export interface Announced {
  /** Where the main process answers clients of the network; empty: nowhere. */
  readonly servedPorts: readonly number[];
  /** Whether a worker is still trying to get out, to see that it cannot: without a wall the attempts can be seen. */
  readonly probing: (pid: number) => boolean;
}

export interface Unexpected {
  readonly pid: number;
  readonly kind: ProcessKind;
  readonly endpoint: string;
}

/**
 * Remote ends that nobody announced. The fetcher goes out by its job; the main process answers clients of the network where it was told
 * to serve them, at its own port. Everybody else reaches this machine only.
 */
export function unexpectedEnds(processes: readonly ObservedProcess[], announced: Announced): readonly Unexpected[] {
  return processes.flatMap(({ pid, kind, ends }) =>
    ends
      .filter((end) => !isLoopback(end.address) && !isAllowed(pid, kind, end, announced))
      .map(({ protocol, address, port }) => ({ pid, kind, endpoint: `${protocol} ${address}:${port}` })),
  );
}

function isAllowed(pid: number, kind: ProcessKind, end: RemoteEnd, { servedPorts, probing }: Announced): boolean {
  if (kind === "fetcher") return true;
  const { protocol, localPort } = end;
  if (kind === "worker") return probing(pid) || (end.address === probeTarget.address && end.port === probeTarget.port);
  return kind === "main" && protocol === "tcp" && servedPorts.includes(localPort);
}
