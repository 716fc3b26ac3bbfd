import type { MachineMemoryFacts } from "./memory-facts";

/** The limit of a control group that this process is in, and what the group uses without file cache; bytes. */
export interface GroupMemory {
  readonly limitBytes: number;
  readonly usedBytes: number;
}

export interface LinuxMemoryTexts {
  /** `/proc/meminfo` */
  readonly meminfo: string;
  /** `/proc/pressure/memory`; null where the kernel has none. */
  readonly pressure: string | null;
  readonly groups: readonly GroupMemory[];
}

/** The share of the last ten seconds, in percent, in which programs waited for memory. Our own thresholds. */
const noticeableWait = 10;

/**
 * From the kernel's texts (formats: proc_meminfo(5), Documentation/accounting/psi.rst). `MemAvailable` is the kernel's own estimate of
 * what a new program can have without swapping; a control group with less makes the machine as small as itself.
 */
export function linuxMemoryFacts({ meminfo, pressure, groups }: LinuxMemoryTexts): MachineMemoryFacts {
  const fields = readKibibytes(meminfo);
  const machineTotal = fields.get("MemTotal") ?? 0;
  const machineAvailable = fields.get("MemAvailable") ?? estimateAvailable(fields);
  const tight = groups.filter(({ limitBytes }) => limitBytes < machineTotal);
  const totalBytes = Math.min(machineTotal, ...tight.map(({ limitBytes }) => limitBytes));
  const availableBytes = Math.max(
    0,
    Math.min(machineAvailable, ...tight.map(({ limitBytes, usedBytes }) => limitBytes - usedBytes)),
  );
  const swapTotal = fields.get("SwapTotal");
  return {
    totalBytes,
    usedBytes: Math.max(0, totalBytes - availableBytes),
    pressure: pressure === null ? null : pressureLevel(pressure),
    swapUsedBytes: swapTotal === undefined ? null : swapTotal - (fields.get("SwapFree") ?? swapTotal),
    wiredBytes: fields.get("Unevictable") ?? null,
    compressedBytes: fields.get("Zswap") ?? null,
    cachedBytes: sumOf(fields, ["Buffers", "Cached", "SReclaimable"]) - sumOf(fields, ["Shmem"]),
    gpuLimitBytes: null,
  };
}

/** `some avg10=0.00 …`: at least one program waited; `full avg10=0.00 …`: all did, so nothing was done at all. */
function pressureLevel(text: string): "normal" | "warn" | "critical" {
  const waited = (kind: string) => Number(new RegExp(`^${kind} avg10=([\\d.]+)`, "m").exec(text)?.[1] ?? 0);
  if (waited("full") >= noticeableWait) return "critical";
  return waited("some") >= noticeableWait ? "warn" : "normal";
}

/** `MemFree:  23962472 kB`; the unit is 1,024 bytes whatever it says. */
export function readKibibytes(text: string): ReadonlyMap<string, number> {
  const lines = text.matchAll(/^(\w+(?:\(\w+\))?):\s+(\d+) kB$/gm);
  return new Map([...lines].map(([, name = "", kibibytes = "0"]) => [name, Number(kibibytes) * 1024]));
}

/** For kernels before 3.14, which have no `MemAvailable`. */
function estimateAvailable(fields: ReadonlyMap<string, number>): number {
  return sumOf(fields, ["MemFree", "Buffers", "Cached", "SReclaimable"]) - sumOf(fields, ["Shmem"]);
}

function sumOf(fields: ReadonlyMap<string, number>, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (fields.get(name) ?? 0), 0);
}
