import { spawn, type ChildProcess } from "node:child_process";
import { childEnvironment } from "../engine/child-environment";
import type { ProcessFiles } from "../tresor-port";
import { fetcherEnvironment } from "./fetcher-environment";
import type { Fetcher, FetcherListener, LaunchFetcher } from "./fetcher-port";
import type { FetchJob, FromFetcher, ToFetcher } from "./fetcher-protocol";

const startMilliseconds = 20_000;
const mostLastWords = 400;

/** Starts fetchers as child processes, the only ones that may open a connection out. */
export function fetcherLauncher(processes: ProcessFiles): LaunchFetcher {
  return (job, listener) => new FetcherProcess(processes, job, listener);
}

/** A fetcher's child process. It ends by itself when its channel closes, so that it never outlives us. */
class FetcherProcess implements Fetcher {
  readonly #child: ChildProcess;
  /** What is to be said when it has its job; null since then. */
  #waiting: ToFetcher[] | null = [];

  constructor({ nodePath, fetcherScript, environment }: ProcessFiles, job: FetchJob, listener: FetcherListener) {
    const child = spawn(nodePath, [fetcherScript], {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      env: childEnvironment(process.env, { ...fetcherEnvironment(process.env), ...environment }),
    });
    this.#child = child;
    const words = lastWordsOf(child, job.token);
    const timer = setTimeout(() => child.kill("SIGKILL"), startMilliseconds);
    child.on("message", (message) => {
      const said = message as FromFetcher;
      if (said.type !== "ready") return listener.onMessage(said);
      clearTimeout(timer);
      const waiting = this.#waiting ?? [];
      this.#waiting = null;
      for (const order of [{ type: "start" as const, job }, ...waiting]) this.send(order);
    });
    let ended = false;
    const end = (reason: string) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      const said = words();
      listener.onEnd(`The fetcher ${reason}.${said === "" ? "" : ` It said: ${said}`}`);
    };
    child.once("error", (error) => end(`failed: ${error.message}`));
    // `close`, not `exit`: by then what it has sent and written has arrived.
    child.once("close", (code, signal) => end(`ended with ${signal ?? `code ${code ?? "unknown"}`}`));
  }

  send(message: ToFetcher): void {
    // A closed channel means that its end is on its way.
    if (this.#waiting !== null) this.#waiting.push(message);
    else if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  end(): void {
    this.#child.kill("SIGKILL");
  }
}

/** What it wrote to standard error, without the token, whatever a library may have put there. */
function lastWordsOf(child: ChildProcess, token: string | null): () => string {
  let words = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (words = (words + text).slice(-mostLastWords)));
  return () => {
    const line = words.trim().replace(/\s*\n\s*/g, " / ");
    return token === null ? line : line.replaceAll(token, "[cut]");
  };
}
