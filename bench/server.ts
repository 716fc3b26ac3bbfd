import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServedTresor } from "../test/support/served-tresor";

/** A `tresor serve` of its own for one bench: free port, one thread, fresh data directory. */
export class BenchServer {
  readonly #flags: readonly string[];
  readonly #dataDirectory: string;
  #tresor: ServedTresor;
  /** From the start of the process to its ready line. */
  readonly startMilliseconds: number;

  private constructor(flags: readonly string[], dataDirectory: string, tresor: ServedTresor, startedAt: number) {
    this.#flags = flags;
    this.#dataDirectory = dataDirectory;
    this.#tresor = tresor;
    this.startMilliseconds = performance.now() - startedAt;
  }

  static async start(flags: readonly string[]): Promise<BenchServer> {
    const dataDirectory = mkdtempSync(join(tmpdir(), "tresor-bench-"));
    const startedAt = performance.now();
    return new BenchServer(flags, dataDirectory, await ServedTresor.start(dataDirectory, flags), startedAt);
  }

  /** Another after each restart. */
  get url(): string {
    return this.#tresor.ready.url;
  }

  get adminHeaders(): Record<string, string> {
    return { authorization: `Bearer ${readFileSync(join(this.#dataDirectory, "admin-token"), "utf8").trim()}` };
  }

  /** A command of the control API: `load`, `unload`. */
  async command(name: string, input: object): Promise<void> {
    const response = await fetch(`${this.url}/tresor/v1/${name}`, {
      method: "POST",
      headers: { ...this.adminHeaders, "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    if (!response.ok) throw new Error(`${name} answered ${response.status}: ${await response.text()}`);
  }

  /** Ends the process as a user does, and starts it again with the same data. */
  async restart(): Promise<void> {
    await this.#tresor.end("SIGTERM");
    this.#tresor = await ServedTresor.start(this.#dataDirectory, this.#flags);
  }

  async stop(): Promise<void> {
    await this.#tresor.end("SIGTERM");
    rmSync(this.#dataDirectory, { recursive: true, force: true });
  }
}
