import { spawn, type ChildProcess } from "node:child_process";
import { TresorError } from "../../../shared/errors";
import { childEnvironment } from "../engine/child-environment";
import type { ProcessFiles } from "../tresor-port";
import type { FromInspector, InspectorAnswer, InspectorQuestion, ToInspector } from "./inspector-protocol";

const startMilliseconds = 20_000;
const idleMilliseconds = 10_000;
/** A header of 256 MiB is read block by block; more heap than this means that the parser was led astray. */
const heapMegabytes = 256;
const mostLastWords = 400;

/** The process ended, or never started, while the question was open: over this file, or by somebody else's hand. */
export class InspectorDied extends Error {}

interface Pending {
  readonly resolve: (answer: InspectorAnswer) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (bytes: number) => void;
}

interface AskOptions {
  /** From when the process is ready; then it is killed and the question fails. */
  readonly deadlineMilliseconds?: number;
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

interface Running {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  readonly pending: Map<number, Pending>;
}

/**
 * One inspector child process, started by the first question and ended when there was none for a while. When it dies, its open
 * questions fail and the next one starts another.
 */
export class InspectorProcess {
  readonly #processes: ProcessFiles;
  #running: Running | null = null;
  #nextId = 1;
  #idle: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(processes: ProcessFiles) {
    this.#processes = processes;
  }

  /** The child's process id; null while there is none. */
  get pid(): number | null {
    return this.#running?.child.pid ?? null;
  }

  /**
   * @throws InspectorDied; TresorError `model_rejected` at the deadline, `cancelled` after `dispose`
   */
  async ask(
    question: InspectorQuestion,
    { deadlineMilliseconds, onProgress = () => undefined }: AskOptions = {},
  ): Promise<InspectorAnswer> {
    if (this.#disposed) throw disposed();
    clearTimeout(this.#idle);
    const running = (this.#running ??= this.#start());
    await running.ready;
    const id = this.#nextId++;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<InspectorAnswer>((resolve, reject) => {
        running.pending.set(id, { resolve, reject, onProgress });
        if (deadlineMilliseconds !== undefined) {
          // One more turn of the event loop: after a stall here, an answer that has arrived is read first.
          timer = setTimeout(
            () => setImmediate(() => this.#expire(running, id, deadlineMilliseconds)),
            deadlineMilliseconds,
          );
        }
        const message: ToInspector = { ...question, id };
        running.child.send(message, (error) => {
          if (error === null) return;
          // It is dead, though its end has not been announced yet: the next question must not meet it again.
          this.#kill(running);
          reject(new InspectorDied(`The inspector is gone: ${error.message}`));
        });
      });
    } finally {
      clearTimeout(timer);
      running.pending.delete(id);
      if (running.pending.size === 0) this.#restWhenIdle(running);
    }
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    clearTimeout(this.#idle);
    const running = this.#running;
    if (running === null) return;
    for (const { reject } of running.pending.values()) reject(disposed());
    const gone = new Promise<void>((resolve) => running.child.once("close", () => resolve()));
    this.#kill(running);
    await gone;
  }

  #start(): Running {
    const { nodePath, inspectorScript, environment } = this.#processes;
    const child = spawn(nodePath, [`--max-old-space-size=${heapMegabytes}`, inspectorScript], {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      env: childEnvironment(process.env, environment),
    });
    const pending = new Map<number, Pending>();
    let words = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (words = (words + text).slice(-mostLastWords)));
    const ready = new Promise<void>((resolve, reject) => {
      const fail = (reason: string) => {
        clearTimeout(timer);
        const said = words.trim().replace(/\s*\n\s*/g, " / ");
        const error = new InspectorDied(`The inspector ${reason}.${said === "" ? "" : ` It said: ${said}`}`);
        reject(this.#disposed ? disposed() : error);
        for (const question of pending.values()) question.reject(error);
        if (this.#running === running) this.#running = null;
      };
      const timer = setTimeout(() => {
        fail("did not start in time");
        child.kill("SIGKILL");
      }, startMilliseconds);
      child.on("error", (error) => fail(`failed: ${error.message}`));
      child.once("close", (code, signal) => fail(`ended with ${signal ?? `code ${code ?? "unknown"}`} over this file`));
      child.on("message", (message) => {
        const answer = message as FromInspector;
        if (answer.type === "hashed") return pending.get(answer.id)?.onProgress(answer.bytes);
        if (answer.type !== "ready") return pending.get(answer.id)?.resolve(answer);
        clearTimeout(timer);
        resolve();
      });
    });
    const running = { child, ready, pending };
    return running;
  }

  #expire(running: Running, id: number, deadlineMilliseconds: number): void {
    const question = running.pending.get(id);
    if (question === undefined) return;
    const seconds = deadlineMilliseconds === 1_000 ? "a second" : `${deadlineMilliseconds / 1_000} seconds`;
    const message = `Reading the header took longer than ${seconds}.`;
    question.reject(new TresorError("model_rejected", message, { timedOut: true }));
    this.#kill(running);
  }

  #kill(running: Running): void {
    if (this.#running === running) this.#running = null;
    running.child.kill("SIGKILL");
  }

  #restWhenIdle(running: Running): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.#running !== running || running.pending.size > 0) return;
      this.#running = null;
      // The child ends when its channel closes.
      if (running.child.connected) running.child.disconnect();
    }, idleMilliseconds).unref();
  }
}

function disposed(): TresorError {
  return new TresorError("cancelled", "Tresor is stopping; the file was not read.");
}
