import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";

const commandLine = join(import.meta.dirname, "..", "..", "out", "main", "cli.js");

/** A home without the models that other programs keep on the developer's machine. */
const emptyHome = {
  ...process.env,
  HOME: join(tmpdir(), "tresor-test-no-home"),
  ...without("HF_HOME", "OLLAMA_MODELS"),
};

function without(...names: readonly string[]): Record<string, undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

export interface ReadyLine {
  readonly event: "ready";
  readonly url: string;
  readonly pid: number;
  readonly dashboard: string;
}

/** How a command ended. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `tresor serve --json` as another program starts it: built, in a process of its own, with its own data directory. */
export class ServedTresor {
  readonly ready: ReadyLine;
  readonly process: ChildProcess;
  readonly #dataDirectory: string;

  private constructor(child: ChildProcess, ready: ReadyLine, dataDirectory: string) {
    this.process = child;
    this.ready = ready;
    this.#dataDirectory = dataDirectory;
  }

  /**
   * @param environment on top of this process's own
   * @param onLog hears what it writes to standard error
   */
  static async start(
    dataDirectory: string,
    flags: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
    onLog?: (text: string) => void,
  ): Promise<ServedTresor> {
    if (!existsSync(commandLine)) throw new Error(`${commandLine} is missing: run "npm run build" first.`);
    const args = [
      commandLine,
      "serve",
      "--json",
      "--port",
      "0",
      "--threads",
      "1",
      "--data-dir",
      dataDirectory,
      ...flags,
    ];
    const child = spawn(process.execPath, args, {
      stdio: ["ignore", "pipe", onLog === undefined ? "ignore" : "pipe"],
      env: { ...emptyHome, ...environment },
    });
    child.stderr?.setEncoding("utf8").on("data", onLog ?? (() => undefined));
    const lines = createInterface({ input: child.stdout ?? Readable.from([]) });
    const first = await Promise.race([once(lines, "line"), once(child, "exit").then(() => null)]);
    if (first === null) throw new Error("tresor serve ended before it was ready.");
    return new ServedTresor(child, JSON.parse(String(first[0])) as ReadyLine, dataDirectory);
  }

  get adminToken(): string {
    return readFileSync(join(this.#dataDirectory, "admin-token"), "utf8").trim();
  }

  /** Runs another command of `tresor` against this one. */
  run(...args: string[]): Promise<Ended> {
    return runTresor(...args, "--data-dir", this.#dataDirectory);
  }

  /** Ends it with a signal and tells its exit code; null when the signal itself ended it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const exit = once(this.process, "exit");
    this.process.kill(signal);
    const [code] = (await exit) as [number | null];
    return code;
  }
}

/** The built command line, for a test that talks to a command while it runs. */
export function spawnTresor(...args: string[]): ChildProcess {
  return spawn(process.execPath, [commandLine, ...args], { stdio: ["ignore", "pipe", "pipe"] });
}

export function runTresor(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [commandLine, ...args], { env: emptyHome }, (_error, stdout, stderr) => {
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr });
    });
    child.stdin?.end();
  });
}
