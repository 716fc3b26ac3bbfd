import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const root = join(import.meta.dirname, "..");

/** A `tresor serve` of its own for one bench: free port, fresh data directory. */
export interface BenchServer {
  readonly url: string;
  readonly adminToken: string;
  /** From the start of the process to its ready line. */
  readonly startMilliseconds: number;
  stop(): Promise<void>;
}

export async function startServer(flags: readonly string[]): Promise<BenchServer> {
  const dataDirectory = mkdtempSync(join(tmpdir(), "tresor-bench-"));
  const args = [
    join(root, "out", "main", "cli.js"),
    "serve",
    "--json",
    "--port",
    "0",
    "--data-dir",
    dataDirectory,
    ...flags,
  ];
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const url = await readyUrl(child);
  return {
    url,
    adminToken: readFileSync(join(dataDirectory, "admin-token"), "utf8").trim(),
    startMilliseconds: performance.now() - startedAt,
    stop: async () => {
      child.kill("SIGTERM");
      await new Promise((resolve) => child.once("exit", resolve));
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error("no standard output"));
    child.once("exit", (code) => reject(new Error(`tresor serve ended with code ${code ?? "unknown"}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const message = JSON.parse(line) as { event: string; url?: string };
      if (message.event === "ready" && message.url !== undefined) resolve(message.url);
    });
  });
}
