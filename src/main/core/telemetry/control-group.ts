import type { GroupMemory } from "./linux-memory";

/** Where a control group tells its memory. */
export interface GroupFiles {
  readonly limit: string;
  readonly usage: string;
  readonly statistics: string;
}

const versionTwo = { limit: "memory.max", usage: "memory.current", statistics: "memory.stat" };
const versionOne = { limit: "memory.limit_in_bytes", usage: "memory.usage_in_bytes", statistics: "memory.stat" };

/**
 * The groups that bound this process, from `/proc/self/cgroup`: its own and all above it, since a parent's limit holds too. In a
 * container the listed path may not exist below the mount; the mount's root, always the last, is then the group itself.
 */
export function groupFilesOf(procSelfCgroup: string): readonly GroupFiles[] {
  return procSelfCgroup.split("\n").flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) return [];
    if (controllers === "") return foldersUp("/sys/fs/cgroup", path).map((folder) => filesIn(folder, versionTwo));
    if (!controllers.split(",").includes("memory")) return [];
    return foldersUp("/sys/fs/cgroup/memory", path).map((folder) => filesIn(folder, versionOne));
  });
}

/**
 * From the texts of a group's files; null when the group has no limit. File cache counts in a group's usage but gives way to programs,
 * so it is taken off (`file` in version 2, `total_cache` in version 1).
 */
export function groupMemory(limit: string, usage: string, statistics: string): GroupMemory | null {
  const limitBytes = Number(limit.trim());
  if (!Number.isFinite(limitBytes) || limitBytes <= 0) return null;
  const cache = /^(?:file|total_cache) (\d+)$/m.exec(statistics)?.[1] ?? "0";
  return { limitBytes, usedBytes: Math.max(0, Number(usage.trim()) - Number(cache)) };
}

function foldersUp(mount: string, path: string): readonly string[] {
  const names = path.split("/").filter((name) => name !== "" && name !== "..");
  return Array.from({ length: names.length + 1 }, (_, dropped) =>
    [mount, ...names.slice(0, names.length - dropped)].join("/"),
  );
}

const filesIn = (folder: string, names: GroupFiles): GroupFiles => ({
  limit: `${folder}/${names.limit}`,
  usage: `${folder}/${names.usage}`,
  statistics: `${folder}/${names.statistics}`,
});
