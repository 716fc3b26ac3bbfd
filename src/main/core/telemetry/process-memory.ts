import { readFile } from "node:fs/promises";
import { readKibibytes } from "./linux-memory";

/** What a process holds in memory, in bytes; null when it is gone or the platform does not tell. */
export type ProcessMemory = (pid: number) => Promise<number | null>;

/**
 * On Linux from `/proc/PID/status`. On macOS unknown: `ps` misses what Metal holds (169 MB shown for 2.8 GB held), and `footprint`,
 * which does not, takes too long to be asked every two seconds; what was predicted is shown there.
 */
export function processMemoryOf(platform: NodeJS.Platform): ProcessMemory {
  if (platform !== "linux") return async () => null;
  return async (pid) => {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => null);
    return status === null ? null : residentBytes(status);
  };
}

/**
 * `RssAnon` is the process's own memory: KV cache, compute buffers, heap. `RssFile` is pages of mapped files that are in memory: the
 * weights as far as they were read, and program text. Two workers that map the same file each count it, which is right here, since the
 * budget counts weights by resident. Null for a process without memory of its own: a zombie, or a thread of the kernel.
 */
export function residentBytes(status: string): number | null {
  const fields = readKibibytes(status);
  const parts = ["RssAnon", "RssFile", "RssShmem"].map((name) => fields.get(name));
  return parts[0] === undefined ? null : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
}
