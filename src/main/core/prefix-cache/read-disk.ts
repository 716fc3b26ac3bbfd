import { statfs } from "node:fs/promises";
import type { Disk } from "./disk-room";

/** The disk that a folder lies on. Where it cannot be asked it counts as endless: writing tells then. */
export async function readDisk(folder: string): Promise<Disk> {
  try {
    const { bsize, blocks, bavail } = await statfs(folder);
    return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
  } catch {
    return { totalBytes: Number.MAX_SAFE_INTEGER, freeBytes: Number.MAX_SAFE_INTEGER };
  }
}
