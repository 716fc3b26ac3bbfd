import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { freemem, totalmem } from "node:os";
import { groupFilesOf, groupMemory } from "./control-group";
import { linuxMemoryFacts, type GroupMemory } from "./linux-memory";
import { macosMemoryFacts, macosMemoryNames } from "./macos-memory";
import type { MachineMemory, MachineMemoryFacts } from "./memory-facts";

const commandMilliseconds = 2_000;

/** How to read this machine's memory: from /proc on Linux, from `vm_stat` and `sysctl` on macOS, elsewhere from Node alone. */
export function machineMemoryOf(platform: NodeJS.Platform): MachineMemory {
  const read = platform === "linux" ? readLinux : platform === "darwin" ? readMacos : async () => readPortable();
  // A machine that does not answer in time is still a machine with memory: the coarse figures are better than no load at all.
  return () => read().catch(readPortable);
}

async function readLinux(): Promise<MachineMemoryFacts> {
  const [meminfo, pressure, ownGroups] = await Promise.all([
    readFile("/proc/meminfo", "utf8"),
    readIfThere("/proc/pressure/memory"),
    readIfThere("/proc/self/cgroup"),
  ]);
  return linuxMemoryFacts({ meminfo, pressure, groups: await readGroups(ownGroups ?? "") });
}

async function readGroups(procSelfCgroup: string): Promise<readonly GroupMemory[]> {
  const groups = await Promise.all(
    groupFilesOf(procSelfCgroup).map(async (files) => {
      const [limit, usage, statistics] = await Promise.all([
        readIfThere(files.limit),
        readIfThere(files.usage),
        readIfThere(files.statistics),
      ]);
      return limit === null || usage === null ? null : groupMemory(limit, usage, statistics ?? "");
    }),
  );
  return groups.filter((group) => group !== null);
}

async function readMacos(): Promise<MachineMemoryFacts> {
  const [vmStat, sysctl] = await Promise.all([
    output("/usr/bin/vm_stat", []),
    output("/usr/sbin/sysctl", macosMemoryNames),
  ]);
  return macosMemoryFacts(vmStat, sysctl);
}

/** Counts file cache as used: too careful, never too bold. */
function readPortable(): MachineMemoryFacts {
  const totalBytes = totalmem();
  return {
    totalBytes,
    usedBytes: totalBytes - freemem(),
    pressure: null,
    swapUsedBytes: null,
    wiredBytes: null,
    compressedBytes: null,
    cachedBytes: null,
    gpuLimitBytes: null,
  };
}

/** What the program wrote, also when it failed: `sysctl` exits with 1 when it does not know one of several names. */
function output(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { timeout: commandMilliseconds }, (error, stdout) => {
      if (error !== null && stdout === "") reject(new Error(error.message, { cause: error }));
      else resolve(stdout);
    });
  });
}

/** Null for a file that this kernel, or this container, does not have. */
async function readIfThere(path: string): Promise<string | null> {
  return await readFile(path, "utf8").catch(() => null);
}
