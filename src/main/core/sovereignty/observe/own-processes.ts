import type { ProcessKind } from "./judge-sockets";

/** One process of the machine. */
export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The output of `ps -axo pid=,ppid=,command=`: two numbers, then the command line, one process a line. */
export function readProcessList(text: string): readonly ListedProcess[] {
  return text.split("\n").flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (pid === undefined || parent === undefined || command === undefined) return [];
    return [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/** A process and all that it has started, and they in turn. */
export function familyOf(root: number, processes: readonly ListedProcess[]): readonly ListedProcess[] {
  const family = new Set([root]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  return processes.filter(({ pid }) => family.has(pid));
}

/** By the script that it runs; Chromium's helpers by their own flag. */
export function kindOf({ pid, command }: ListedProcess, main: number): ProcessKind {
  if (pid === main) return "main";
  if (/[/\\]worker\.js\b/.test(command)) return "worker";
  if (/[/\\]inspector\.js\b/.test(command)) return "inspector";
  if (/[/\\]fetcher\.js\b/.test(command)) return "fetcher";
  return /--type=[a-z-]+/.test(command) ? "window" : "other";
}
