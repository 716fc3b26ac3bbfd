/** One end of a connection, or the address that a datagram socket is connected to. */
export interface RemoteEnd {
  readonly protocol: "tcp" | "udp";
  /** `93.184.216.34`, `2606:2800::1`; without brackets. */
  readonly address: string;
  readonly port: number;
  readonly localPort: number;
}

/** A socket of the kernel's table that has a remote end. */
export interface TableSocket extends RemoteEnd {
  readonly inode: string;
}

/**
 * The sockets with a remote end in a table of `/proc/PID/net/{tcp,tcp6,udp,udp6}` (format: proc_net_tcp, Documentation/networking). Those
 * that only listen have none.
 */
export function readSocketTable(text: string, protocol: RemoteEnd["protocol"]): readonly TableSocket[] {
  return text
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const fields = line.trim().split(/\s+/);
      const [, local, remote] = fields;
      const inode = fields[9];
      if (local === undefined || remote === undefined || inode === undefined) return [];
      const end = readEnd(remote);
      const own = readEnd(local);
      if (end === null || own === null || end.port === 0) return [];
      return [{ protocol, ...end, localPort: own.port, inode }];
    });
}

/** The inodes of a process's sockets, from the targets of the links in `/proc/PID/fd`. */
export function socketInodes(targets: readonly string[]): ReadonlySet<string> {
  return new Set(targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []));
}

/** `0100007F:1F90`: each group of four bytes is written by this machine as one number, least byte first. */
function readEnd(text: string): { readonly address: string; readonly port: number } | null {
  const [, hex, port] = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/i.exec(text) ?? [];
  if (hex === undefined || port === undefined) return null;
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((group) => (group.match(/../g) ?? []).reverse());
  return { address: bytes.length === 4 ? version4(bytes) : version6(bytes), port: Number.parseInt(port, 16) };
}

const version4 = (bytes: readonly string[]): string => bytes.map((byte) => Number.parseInt(byte, 16)).join(".");

function version6(bytes: readonly string[]): string {
  const groups = Array.from({ length: 8 }, (_, index) => `${bytes[2 * index] ?? ""}${bytes[2 * index + 1] ?? ""}`);
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}
