import { spawn, type ChildProcess } from "node:child_process";
import { readlink, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { TresorError } from "../../../shared/errors";
import type { Logger } from "../kernel/logger";
import type { PrefixReport } from "../prefix-cache/prefix-report";
import type { ProcessFiles } from "../tresor-port";
import { childEnvironment } from "./child-environment";
import type { Engine, EngineLauncher } from "./engine";
import { protocolVersion, type FromWorker } from "./protocol";
import { judgeSeal } from "./seal/judge-seal";
import type { SealObservation } from "./seal/seal-observation";
import { noWall, wallsOf, type Wall } from "./seal/walls";
import type { WalledOutcomes } from "../sovereignty/leak/leak-test";
import { tryRoadsBehind } from "./walled-leak-roads";
import { WorkerProcess } from "./worker-process";

export interface WorkerLauncherOptions {
  readonly processes: ProcessFiles;
  /** Read at each launch, since the user may change it. */
  readonly seal: () => "required" | "off";
  readonly logger: Logger;
  /** Where workers may write what is saved of prompts; absent: nowhere. It exists. */
  readonly prefixDirectory?: string | undefined;
  /** What workers tell of their saved prefixes. */
  readonly onPrefixReport?: ((report: PrefixReport) => void) | undefined;
}

const helloMilliseconds = 20_000;
const mostLastWords = 600;

/** Starts workers behind the first wall that the kernel grants and that keeps what it promises. */
export class WorkerLauncher implements EngineLauncher {
  readonly #options: WorkerLauncherOptions;
  #provenWall: Wall | null = null;

  constructor(options: WorkerLauncherOptions) {
    this.#options = options;
  }

  async launch(): Promise<Engine> {
    if (this.#options.seal() === "off") return await this.#start(noWall);
    const refusals: string[] = [];
    for (const wall of await this.#walls()) {
      const attempt = await this.#try(wall);
      if ("engine" in attempt) {
        this.#provenWall = wall;
        return attempt.engine;
      }
      refusals.push(`${wall.mechanism}: ${attempt.refusal}`);
      this.#options.logger.warn({ mechanism: wall.mechanism, refusal: attempt.refusal }, "wall refused");
    }
    this.#provenWall = null;
    throw new TresorError(
      "seal_unavailable",
      `The kernel keeps no process from the network here, so no model was loaded (${refusals.join("; ") || `no wall is known for ${process.platform}`}). ` +
        "Start with --seal off to go on without, marked not enforced.",
      { refusals },
    );
  }

  /** Tries all roads out behind the wall that workers get, or behind none where the seal is off. @throws TresorError as `launch` */
  async tryRoads(canary: string): Promise<WalledOutcomes> {
    const wall = this.#options.seal() === "off" ? noWall : await this.#wall();
    return { mechanism: wall.mechanism, outcomes: await tryRoadsBehind(wall, this.#options.processes, canary) };
  }

  /** The wall that workers get. What a wall promises is seen only when a worker has tried it. */
  async #wall(): Promise<Wall> {
    if (this.#provenWall === null) await (await this.launch()).dispose();
    return this.#provenWall ?? noWall;
  }

  async #walls(): Promise<readonly Wall[]> {
    if (this.#provenWall !== null) return [this.#provenWall];
    const temporary = await realpath(tmpdir());
    const { prefixDirectory } = this.#options;
    const prefixes = prefixDirectory === undefined ? temporary : await realpath(prefixDirectory);
    return wallsOf(process.platform, { temporary, prefixes });
  }

  async #try(wall: Wall): Promise<{ engine: Engine } | { refusal: string }> {
    let engine: Engine;
    try {
      engine = await this.#start(wall);
    } catch (error) {
      return { refusal: TresorError.from(error).message };
    }
    if (engine.seal.enforced) return { engine };
    await engine.dispose();
    return { refusal: `not tight: ${engine.seal.evidence.join(", ")}` };
  }

  /** @throws TresorError `worker_died` with what the wall or the worker said before it ended */
  async #start(wall: Wall): Promise<Engine> {
    const { nodePath, workerScript, environment } = this.#options.processes;
    const [program = nodePath, ...args] = wall.wrap([nodePath, workerScript]);
    const child = spawn(program, args, {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      env: childEnvironment(process.env, environment),
    });
    const words = collectLastWords(child);
    const hello = await waitForHello(child, words);
    const ownNamespace = await readlink("/proc/self/ns/net").catch(() => null);
    const judge = (observation: SealObservation) =>
      judgeSeal(observation, {
        platform: process.platform,
        mechanism: wall.mechanism,
        ownNamespace,
        checkedAt: new Date().toISOString(),
      });
    const seal = judge(hello.observation);
    this.#options.logger.info({ pid: hello.pid, seal }, "worker started");
    return new WorkerProcess(child, {
      pid: hello.pid,
      seal,
      judge,
      lastWords: words,
      onPrefixReport: this.#options.onPrefixReport ?? (() => undefined),
    });
  }
}

function collectLastWords(child: ChildProcess): () => string {
  let words = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (words = (words + text).slice(-mostLastWords)));
  return () => words.trim().replace(/\s*\n\s*/g, " / ");
}

function waitForHello(child: ChildProcess, words: () => string): Promise<FromWorker & { type: "hello" }> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      reject(new TresorError("worker_died", reason));
    };
    const timer = setTimeout(() => fail(`no answer in ${helloMilliseconds / 1_000} seconds`), helloMilliseconds);
    child.once("error", (error) => fail(error.message));
    // `close`, not `exit`: by then what it wrote to standard error has arrived.
    child.once("close", (code, signal) => fail(words() || `ended with ${signal ?? `code ${code ?? "unknown"}`}`));
    child.once("message", (message) => {
      const hello = message as FromWorker;
      if (hello.type !== "hello" || hello.protocol !== protocolVersion) {
        return fail("the worker speaks another version of the protocol; build again with npm run build");
      }
      clearTimeout(timer);
      child.removeAllListeners("close");
      resolve(hello);
    });
  });
}
