import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, readdir, rm, statfs } from "node:fs/promises";
import { basename, join } from "node:path";
import { TresorError } from "../../../shared/errors";
import { copyHashing } from "./copy-hashing";
import { putAway, putFiles } from "./put-files";
import type { SourceFile } from "./read-source";

/** Hidden, and without the ending of a model: nobody takes a half copy for one. */
const temporaryPrefix = ".tresor-import-";
/** Left free on the disk, so that a copy makes nothing else fail. */
const sparedBytes = 1e9;

export interface CopyingIn {
  readonly sources: readonly SourceFile[];
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly onBytes: (count: number) => void;
}

export interface CopiedIn {
  readonly paths: readonly string[];
  /** Computed on the way; null for a clone, which was not read. */
  readonly digest: string | null;
}

/**
 * Copies a model's files into a folder: as clones, which cost nothing, where the file system has them. What it wrote is gone when it
 * fails. @throws TresorError `disk_full`, `model_rejected`, the signal's reason; what the file system throws
 */
export async function copyIn(copying: CopyingIn): Promise<CopiedIn> {
  const { sources, directory } = copying;
  const prefix = join(directory, `${temporaryPrefix}${randomBytes(6).toString("hex")}`);
  const files = sources.map(({ path }, index) => ({ from: `${prefix}-${index}.part`, name: basename(path) }));
  const temporaries = files.map(({ from }) => from);
  try {
    const digest = (await clone(sources, temporaries)) ? null : await copy(copying, temporaries);
    return { paths: await putFiles(files, directory, putAway), digest };
  } finally {
    for (const temporary of temporaries) await rm(temporary, { force: true });
  }
}

/** Removes what a Tresor left behind that was ended while it copied. */
export async function removeLeftovers(directory: string): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  for (const name of names) if (name.startsWith(temporaryPrefix)) await rm(join(directory, name), { force: true });
}

async function clone(sources: readonly SourceFile[], targets: readonly string[]): Promise<boolean> {
  const mode = constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL;
  try {
    for (const [index, { realPath }] of sources.entries()) await copyFile(realPath, targets[index] ?? "", mode);
    return true;
  } catch {
    // Whatever was in the way, the copy meets it too, and says so.
    for (const target of targets) await rm(target, { force: true });
    return false;
  }
}

async function copy({ sources, directory, signal, onBytes }: CopyingIn, targets: readonly string[]): Promise<string> {
  await checkRoom(directory, sum(sources.map(({ sizeBytes }) => sizeBytes)));
  const hash = createHash("sha256");
  for (const [index, source] of sources.entries()) {
    await copyHashing({ source, target: targets[index] ?? "", hash, signal, onBytes });
  }
  return `sha256:${hash.digest("hex")}`;
}

async function checkRoom(directory: string, sizeBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const [neededBytes, freeBytes] = [sizeBytes + sparedBytes, bavail * bsize];
  if (neededBytes <= freeBytes) return;
  throw new TresorError(
    "disk_full",
    `${directory} has ${inGigabytes(freeBytes)} GB free, and ${inGigabytes(neededBytes)} GB are needed; make room there.`,
    { neededBytes, freeBytes },
  );
}

const inGigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
