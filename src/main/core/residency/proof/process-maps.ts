/** What a process has mapped of some files, and how much of that is in memory; bytes. */
export interface MappedBytes {
  readonly mappedBytes: number;
  readonly residentBytes: number;
}

const header = /^[\da-f]+-[\da-f]+ \S+ \S+ \S+ \d+\s*(.*)$/;

/**
 * From `/proc/PID/smaps` (proc_pid_smaps(5)): a line with the addresses and the file for each mapping, then its figures. Null when none
 * of the files is mapped: then the weights were read into the process's own memory.
 */
export function mappedBytesOf(smaps: string, files: readonly string[]): MappedBytes | null {
  const wanted = new Set(files);
  let [mappedBytes, residentBytes, within] = [0, 0, false];
  for (const line of smaps.split("\n")) {
    const file = header.exec(line)?.[1];
    if (file !== undefined) within = wanted.has(file.replace(/ \(deleted\)$/, ""));
    else if (within) {
      mappedBytes += kibibytes(line, "Size");
      residentBytes += kibibytes(line, "Rss");
    }
  }
  return mappedBytes === 0 ? null : { mappedBytes, residentBytes };
}

/** All that the process has in memory, from `/proc/PID/smaps` or `smaps_rollup`; bytes. */
export function residentBytesOf(smaps: string): number {
  return smaps.split("\n").reduce((sum, line) => sum + kibibytes(line, "Rss"), 0);
}

/** `Rss:     1234 kB`; the unit is 1,024 bytes whatever it says. */
function kibibytes(line: string, name: string): number {
  if (!line.startsWith(`${name}:`)) return 0;
  return 1_024 * Number(/(\d+) kB$/.exec(line)?.[1] ?? 0);
}
