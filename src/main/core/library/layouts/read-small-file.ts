import { constants } from "node:fs";
import { open } from "node:fs/promises";

/** A text that another program keeps; null when there is none, or what is there is no regular file or longer than `mostBytes`. */
export async function readSmallFile(path: string, mostBytes: number): Promise<string | null> {
  // Without O_NONBLOCK, opening a pipe that took the file's place would wait for a writer.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW).catch(() => null);
  if (file === null) return null;
  try {
    const status = await file.stat();
    return status.isFile() && status.size <= mostBytes ? await file.readFile("utf8") : null;
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
