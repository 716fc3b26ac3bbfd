import { readFileSync, unlinkSync } from "node:fs";
import { z } from "zod";
import { writeFileAtomic } from "./atomic-file";
import type { DataDirectory } from "./data-directory";
import { isAlive } from "./process-alive";

const runningSchema = z.object({ url: z.string(), pid: z.number().int(), startedAt: z.string() });

/** Who serves from a data directory: how the command line finds it, and what keeps a second one away. */
export type Running = z.infer<typeof runningSchema>;

/** Null when nobody serves: no file, an unreadable one, or one whose process is gone. */
export function readRunning(directory: DataDirectory): Running | null {
  let running: Running;
  try {
    running = runningSchema.parse(JSON.parse(readFileSync(directory.runningFile, "utf8")));
  } catch {
    return null;
  }
  return isAlive(running.pid) ? running : null;
}

export async function writeRunning(directory: DataDirectory, running: Running): Promise<void> {
  await writeFileAtomic(directory.runningFile, `${JSON.stringify(running)}\n`);
}

export function removeRunning(directory: DataDirectory): void {
  try {
    unlinkSync(directory.runningFile);
  } catch {
    // It is gone already: somebody removed the data directory while we served.
  }
}
