import { readdir } from "node:fs/promises";
import { join } from "node:path";

const namePattern = /^ledger-(\d{6,9})\.ndjson$/;

export interface SegmentFile {
  /** From 1. */
  readonly number: number;
  readonly name: string;
  readonly path: string;
}

export function segmentFile(folder: string, number: number): SegmentFile {
  const name = `ledger-${String(number).padStart(6, "0")}.ndjson`;
  return { number, name, path: join(folder, name) };
}

/** In their order; a folder that does not exist holds none. */
export async function segmentFiles(folder: string): Promise<readonly SegmentFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const [, number] = namePattern.exec(name) ?? [];
      return number === undefined ? [] : [{ number: Number(number), name, path: join(folder, name) }];
    })
    .sort((one, other) => one.number - other.number);
}
