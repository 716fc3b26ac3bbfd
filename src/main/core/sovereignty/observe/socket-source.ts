import { execFile } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import type { ObservedProcess } from "./judge-sockets";
import { readSocketTable, socketInodes, type RemoteEnd } from "./linux-sockets";
import { lsofArguments, readLsof } from "./macos-sockets";
import { familyOf, kindOf, readProcessList, type ListedProcess } from "./own-processes";

const commandMilliseconds = 5_000;

/** Our own processes, and the remote ends of their sockets as the operating system lists them. */
export type SocketSource = () => Promise<readonly ObservedProcess[]>;

/** Null where nobody can tell. */
export function socketSourceOf(platform: NodeJS.Platform, main: number): SocketSource | null {
  if (platform === "linux") return async () => await observe(main, await ownProcesses(main, "/bin/ps"), linuxEnds);
  if (platform === "darwin") return async () => await observe(main, await ownProcesses(main, "/bin/ps"), macosEnds);
  return null;
}

type EndsOf = (pids: readonly number[]) => Promise<ReadonlyMap<number, readonly RemoteEnd[]>>;

async function observe(
  main: number,
  family: readonly ListedProcess[],
  endsOf: EndsOf,
): Promise<readonly ObservedProcess[]> {
  const ends = await endsOf(family.map(({ pid }) => pid));
  return family.map((one) => ({ pid: one.pid, kind: kindOf(one, main), ends: ends.get(one.pid) ?? [] }));
}

async function ownProcesses(main: number, ps: string): Promise<readonly ListedProcess[]> {
  return familyOf(main, readProcessList(await output(ps, ["-axo", "pid=,ppid=,command="])));
}

/** A process that has ended meanwhile has no sockets. */
async function linuxEnds(pids: readonly number[]): Promise<ReadonlyMap<number, readonly RemoteEnd[]>> {
  const entries = await Promise.all(pids.map(async (pid) => [pid, await linuxEndsOf(pid).catch(() => [])] as const));
  return new Map(entries);
}

async function linuxEndsOf(pid: number): Promise<readonly RemoteEnd[]> {
  const folder = `/proc/${pid}/fd`;
  const descriptors = await readdir(folder);
  const targets = await Promise.all(descriptors.map((name) => readlink(`${folder}/${name}`).catch(() => "")));
  const inodes = socketInodes(targets);
  if (inodes.size === 0) return [];
  const tables = await Promise.all(
    (["tcp", "tcp6", "udp", "udp6"] as const).map(async (name) => {
      const text = await readFile(`/proc/${pid}/net/${name}`, "utf8").catch(() => "");
      return readSocketTable(text, name.startsWith("udp") ? "udp" : "tcp");
    }),
  );
  return tables.flat().filter(({ inode }) => inodes.has(inode));
}

async function macosEnds(pids: readonly number[]): Promise<ReadonlyMap<number, readonly RemoteEnd[]>> {
  return readLsof(await output("/usr/sbin/lsof", lsofArguments(pids)));
}

/** What the program wrote, also when it failed: `lsof` exits with 1 when it finds nothing. */
function output(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { timeout: commandMilliseconds, maxBuffer: 2 ** 24 }, (error, stdout) => {
      if (error !== null && stdout === "" && error.code !== 1) reject(new Error(error.message, { cause: error }));
      else resolve(stdout);
    });
  });
}
