import { macosProfile } from "./macos-profile";

/** One way to start a process behind the kernel's no-network wall. */
export interface Wall {
  /** As the user reads it: `unshare -n`. */
  readonly mechanism: string;
  /** Wraps a command line; absolute paths, no shell. */
  readonly wrap: (command: readonly string[]) => readonly string[];
}

/** What a worker may write to where the wall also guards files. Real paths: the kernel compares them after resolving links. */
export interface WritableFolders {
  readonly temporary: string;
  readonly prefixes: string;
}

export const noWall: Wall = { mechanism: "none", wrap: (command) => command };

/**
 * The walls of a platform in the order in which they are tried.
 *
 * Linux: `unshare -n` needs privilege, `unshare -rn` user namespaces, `bwrap` covers systems that allow namespaces only to it.
 * `--die-with-parent` because bwrap stands between us and the worker. Source: unshare(1), bwrap(1).
 * macOS: sandbox-exec(1), deprecated for years and still without a replacement for programs outside an app sandbox.
 */
export function wallsOf(platform: NodeJS.Platform, writable: WritableFolders): readonly Wall[] {
  if (platform === "linux") return linuxWalls;
  if (platform === "darwin") return [sandboxExec(writable)];
  return [];
}

const linuxWalls: readonly Wall[] = [
  { mechanism: "unshare -n", wrap: (command) => ["unshare", "-n", "--", ...command] },
  { mechanism: "unshare -rn", wrap: (command) => ["unshare", "-rn", "--", ...command] },
  {
    mechanism: "bwrap --unshare-net",
    wrap: (command) => ["bwrap", "--unshare-net", "--die-with-parent", "--dev-bind", "/", "/", "--", ...command],
  },
];

function sandboxExec({ temporary, prefixes }: WritableFolders): Wall {
  return {
    mechanism: "sandbox-exec",
    wrap: (command) => {
      const parameters = { NODE: command[0] ?? "", TEMPORARY: temporary, PREFIXES: prefixes };
      const defined = Object.entries(parameters).flatMap(([name, value]) => ["-D", `${name}=${value}`]);
      return ["/usr/bin/sandbox-exec", ...defined, "-p", macosProfile, ...command];
    },
  };
}
