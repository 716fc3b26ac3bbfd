import { readdir, readFile, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { writeFileAtomic } from "../../core/kernel/atomic-file";
import { withRange, type ByteRanges } from "./ranges";

const journalSchema = z.object({
  version: z.literal(1),
  sizeBytes: z.number().int().nonnegative(),
  /** As the hub promises it. */
  sha256: z.string().nullable(),
  etag: z.string().nullable(),
  /** Pairs of start and end; what they cover is on the disk. */
  ranges: z.array(z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()])),
  /** The hash of the whole, once it has been computed and was right. */
  verified: z.string().nullable(),
});
type Journal = z.infer<typeof journalSchema>;

/** Which bytes these are: the same identity, the same file. */
export type Identity = Pick<Journal, "sizeBytes" | "sha256" | "etag">;

export interface Progress {
  readonly ranges: ByteRanges;
  readonly verified: string | null;
}

export const partPathOf = (path: string): string => `${path}.part`;
export const journalPathOf = (path: string): string => `${path}.part.json`;

/** What a former process wrote down of this file; null: nothing that can be built on. */
export async function readJournal(path: string): Promise<(Identity & Progress) | null> {
  try {
    const journal = journalSchema.parse(JSON.parse(await readFile(journalPathOf(path), "utf8")));
    const { size } = await stat(partPathOf(path));
    const ranges = journal.ranges
      .map(([start, end]) => ({ start, end }))
      .reduce<ByteRanges>((all, range) => withRange(all, range), []);
    const lastByte = ranges.at(-1)?.end ?? 0;
    // Somebody has cut the part: then nothing that was written down of it counts.
    if (lastByte > size || lastByte > journal.sizeBytes) return null;
    return { ...journal, ranges };
  } catch {
    return null;
  }
}

/** @throws Error of the file system */
export async function writeJournal(path: string, identity: Identity, progress: Progress): Promise<void> {
  const { sizeBytes, sha256, etag } = identity;
  const journal: Journal = {
    ...{ version: 1, sizeBytes, sha256, etag },
    ranges: progress.ranges.map(({ start, end }) => [start, end]),
    verified: progress.verified,
  };
  await writeFileAtomic(journalPathOf(path), JSON.stringify(journal));
}

/** Whether bytes that came under one identity may be completed with those of the other. */
export function isSameFile(one: Identity, other: Identity): boolean {
  if (one.sizeBytes !== other.sizeBytes) return false;
  if (one.sha256 !== null && other.sha256 !== null) return one.sha256 === other.sha256;
  return one.sha256 === other.sha256 && one.etag !== null && one.etag === other.etag;
}

export async function removeParts(path: string): Promise<void> {
  await rm(partPathOf(path), { force: true });
  await rm(journalPathOf(path), { force: true });
  await removeHalfWritten(path);
}

/** A process that was killed while it wrote its journal leaves the new one half written beside it. */
export async function removeHalfWritten(path: string): Promise<void> {
  const folder = dirname(path);
  const beginning = `${basename(journalPathOf(path))}.`;
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => name.startsWith(beginning) && name.endsWith(".tmp"));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}
