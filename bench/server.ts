import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServedTresor } from "../test/support/served-tresor";

/** A `tresor serve` of its own for one bench: free port, one thread, fresh data directory. */
export interface BenchServer {
  readonly url: string;
  readonly adminToken: string;
  /** From the start of the process to its ready line. */
  readonly startMilliseconds: number;
  stop(): Promise<void>;
}

export async function startServer(flags: readonly string[]): Promise<BenchServer> {
  const dataDirectory = mkdtempSync(join(tmpdir(), "tresor-bench-"));
  const startedAt = performance.now();
  const tresor = await ServedTresor.start(dataDirectory, flags);
  const startMilliseconds = performance.now() - startedAt;
  return {
    url: tresor.ready.url,
    adminToken: readFileSync(join(dataDirectory, "admin-token"), "utf8").trim(),
    startMilliseconds,
    stop: async () => {
      await tresor.end("SIGTERM");
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}
