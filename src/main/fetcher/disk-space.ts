import { statfs } from "node:fs/promises";
import { TresorError } from "../../shared/errors";

/** Left free beside the download: a full disk harms everything on the machine. */
const reserveBytes = 1_000_000_000;

/** @throws TresorError `disk_full` */
export async function checkDiskSpace(directory: string, neededBytes: number): Promise<void> {
  if (neededBytes === 0) return;
  const { bavail, bsize } = await statfs(directory);
  const freeBytes = bavail * bsize;
  if (neededBytes + reserveBytes <= freeBytes) return;
  throw new TresorError(
    "disk_full",
    `The download needs ${gigabytes(neededBytes)} GB and a reserve of 1 GB; ${gigabytes(freeBytes)} GB are free in ${directory}.`,
    { neededBytes, freeBytes, reserveBytes },
  );
}

/** What a failed write means. */
export function diskFailure(error: unknown, missingBytes: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "ENOSPC" && code !== "EDQUOT") return error;
  return new TresorError(
    "disk_full",
    `The disk is full; ${gigabytes(missingBytes)} GB are still to come. What has come is kept.`,
    { neededBytes: missingBytes },
    { cause: error },
  );
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(bytes < 1e9 ? 3 : 1);
}
