import { TresorError } from "../../shared/errors";
import type { DataDirectory } from "./kernel/data-directory";
import { readRunning } from "./kernel/running-file";

const answerMilliseconds = 1_000;

/**
 * Keeps two programs from serving out of one data directory. A process id alone proves nothing, since the system gives it out again
 * after a crash: the other one must also answer.
 *
 * @throws TresorError `already_running` with where
 */
export async function refuseSecondInstance(directory: DataDirectory): Promise<void> {
  const running = readRunning(directory);
  if (running === null || running.pid === process.pid || !(await answers(running.url))) return;
  throw new TresorError(
    "already_running",
    `Tresor serves from ${directory.path} already, at ${running.url} (process ${running.pid}). Use it, or start with another --data-dir.`,
    { url: running.url, pid: running.pid },
  );
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(answerMilliseconds) });
    return response.ok;
  } catch {
    return false;
  }
}
