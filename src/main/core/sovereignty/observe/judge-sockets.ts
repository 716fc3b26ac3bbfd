import { isLoopback } from "../loopback";
import type { RemoteEnd } from "./linux-sockets";

/** What a process of ours is there for. */
export type ProcessKind = "main" | "worker" | "inspector" | "fetcher" | "window" | "other";

export interface ObservedProcess {
  readonly pid: number;
  readonly kind: ProcessKind;
  readonly ends: readonly RemoteEnd[];
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
export function unexpectedEnds(
  processes: readonly ObservedProcess[],
  servedPorts: readonly number[],
): readonly Unexpected[] {
  return processes.flatMap(({ pid, kind, ends }) =>
    ends
      .filter((end) => !isLoopback(end.address) && !isAllowed(kind, end, servedPorts))
      .map(({ protocol, address, port }) => ({ pid, kind, endpoint: `${protocol} ${address}:${port}` })),
  );
}

function isAllowed(kind: ProcessKind, { protocol, localPort }: RemoteEnd, servedPorts: readonly number[]): boolean {
  if (kind === "fetcher") return true;
  return kind === "main" && protocol === "tcp" && servedPorts.includes(localPort);
}
