import type { MachineMemoryFacts } from "./memory-facts";

const mebibyte = 1024 ** 2;
const gibibyte = 1024 ** 3;

/** Asked for by name in one call; `sysctl` prints `name: value` for each that this machine knows. */
export const macosMemoryNames = [
  "hw.memsize",
  "kern.memorystatus_vm_pressure_level",
  "vm.swapusage",
  "iogpu.wired_limit_mb",
] as const;

/**
 * From the output of `vm_stat` and of `sysctl` with the names above. Used memory is counted as Activity Monitor does: what is active,
 * inactive, speculative, wired or occupied by the compressor, without what is purgeable or backed by a file. Pages of a mapped model
 * are wired while Metal holds them and file-backed otherwise; "stored in compressor" would count compressed pages at their full size.
 */
export function macosMemoryFacts(vmStat: string, sysctl: string): MachineMemoryFacts {
  const values = readSysctl(sysctl);
  const pageBytes = Number(/page size of (\d+) bytes/.exec(vmStat)?.[1] ?? 16_384);
  const pages = readPages(vmStat);
  const held = ["active", "inactive", "speculative", "wired down", "occupied by compressor"].map(pages);
  const givesWay = pages("purgeable") + pages("File-backed");
  const totalBytes = Number(values.get("hw.memsize") ?? 0);
  return {
    totalBytes,
    usedBytes: Math.max(0, held.reduce((sum, count) => sum + count, 0) - givesWay) * pageBytes,
    pressure: pressureLevels.get(values.get("kern.memorystatus_vm_pressure_level") ?? "") ?? null,
    swapUsedBytes: swapUsed(values.get("vm.swapusage")),
    wiredBytes: pages("wired down") * pageBytes,
    compressedBytes: pages("occupied by compressor") * pageBytes,
    cachedBytes: givesWay * pageBytes,
    gpuLimitBytes: gpuLimit(values.get("iogpu.wired_limit_mb"), totalBytes),
  };
}

const pressureLevels: ReadonlyMap<string, "normal" | "warn" | "critical"> = new Map([
  ["1", "normal"],
  ["2", "warn"],
  ["4", "critical"],
]);

/** `Pages wired down:   123456.` and `File-backed pages:   123456.` */
function readPages(vmStat: string): (name: string) => number {
  const lines = vmStat.matchAll(/^(?:Pages )?([\w -]+?)(?: pages)?:\s+(\d+)\.?$/gm);
  const counts = new Map([...lines].map(([, name = "", count = "0"]) => [name, Number(count)]));
  return (name) => counts.get(name) ?? 0;
}

export function readSysctl(text: string): ReadonlyMap<string, string> {
  const lines = text.matchAll(/^([\w.]+): (.*)$/gm);
  return new Map([...lines].map(([, name = "", value = ""]) => [name, value.trim()]));
}

/** `total = 2048.00M  used = 1024.50M  free = 1023.50M  (encrypted)`; German and other locales write a comma. */
function swapUsed(text: string | undefined): number | null {
  const used = /used = ([\d.,]+)M/.exec(text ?? "")?.[1];
  return used === undefined ? null : Math.round(Number(used.replace(",", ".")) * mebibyte);
}

/**
 * What `iogpu.wired_limit_mb` sets; 0 leaves it to macOS. Metal's own default varies with machine and version (two thirds up to 36 GB,
 * 75 % above, 84 % on some under macOS 26) and only a process that holds a Metal device can ask, so the lowest of them is assumed here.
 */
function gpuLimit(text: string | undefined, totalBytes: number): number | null {
  if (text === undefined) return null;
  const set = Number(text) * mebibyte;
  if (set > 0) return set;
  return Math.round(totalBytes <= 36 * gibibyte ? (totalBytes * 2) / 3 : totalBytes * 0.75);
}
