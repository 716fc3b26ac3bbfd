import type { RemoteEnd } from "./linux-sockets";

/** What `lsof` is asked for: the internet sockets of these processes, in its format for programs. */
export const lsofArguments = (pids: readonly number[]): readonly string[] => [
  "-nP",
  "-i",
  "-a",
  "-p",
  pids.join(","),
  "-F",
  "pPnT",
];

/**
 * The remote ends in the output of `lsof -F pPnT`, by process: a line for each field, its letter first; `p` begins a process, `f` a
 * file, `P` tells the protocol, `n` the name `local->remote`. A name without an arrow only listens.
 */
export function readLsof(text: string): ReadonlyMap<number, readonly RemoteEnd[]> {
  const ends = new Map<number, RemoteEnd[]>();
  let pid = 0;
  let protocol: RemoteEnd["protocol"] = "tcp";
  for (const line of text.split("\n")) {
    const value = line.slice(1);
    if (line.startsWith("p")) pid = Number(value);
    else if (line.startsWith("P")) protocol = value.toUpperCase() === "UDP" ? "udp" : "tcp";
    else if (line.startsWith("n")) {
      const end = readName(value, protocol);
      if (end !== null) ends.set(pid, [...(ends.get(pid) ?? []), end]);
    }
  }
  return ends;
}

/** `127.0.0.1:8737->127.0.0.1:51234`, `[::1]:8737->[::1]:51234` */
function readName(name: string, protocol: RemoteEnd["protocol"]): RemoteEnd | null {
  const [, local, address, port] = /^.*:(\d+)->\[?([^\]]+?)\]?:(\d+)$/.exec(name) ?? [];
  if (local === undefined || address === undefined || port === undefined) return null;
  return { protocol, address, port: Number(port), localPort: Number(local) };
}
