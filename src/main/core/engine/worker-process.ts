import type { ChildProcess } from "node:child_process";
import { TresorError } from "../../../shared/errors";
import type { Seal } from "../../../shared/shapes/resident";
import type { Engine, EngineExit, GenerateEvent, GenerateRequest, LoadedModel, LoadOptions } from "./engine";
import { GenerationStream } from "./generation-stream";
import { heartbeatMilliseconds, type FromWorker, type ToWorker } from "./protocol";

/** Long enough for a vocabulary of 250,000 entries to be parsed in one go, short enough for a user to notice a hang as a fault. */
const silenceMilliseconds = 60 * heartbeatMilliseconds;
/** A worker that is asked to end frees its buffers; one that does not end in this time is killed. */
const endMilliseconds = 3_000;

interface PendingLoad {
  readonly resolve: (model: LoadedModel) => void;
  readonly reject: (error: TresorError) => void;
  readonly onProgress: (progress: number) => void;
}

/** The Engine port over one sealed child process. Created by worker-launcher.ts, after the seal has been judged. */
export class WorkerProcess implements Engine {
  readonly pid: number;
  readonly seal: Seal;
  readonly #child: ChildProcess;
  readonly #lastWords: () => string;
  readonly #streams = new Map<string, GenerationStream>();
  readonly #exitListeners = new Set<(exit: EngineExit) => void>();
  #pendingLoad: PendingLoad | null = null;
  #ending: Promise<void> | null = null;
  #exit: EngineExit | null = null;
  #silence: NodeJS.Timeout;
  #hung = false;

  constructor(child: ChildProcess, pid: number, seal: Seal, lastWords: () => string) {
    this.#child = child;
    this.pid = pid;
    this.seal = seal;
    this.#lastWords = lastWords;
    this.#silence = this.#watchSilence();
    child.on("message", (message) => this.#handle(message as FromWorker));
    child.once("exit", (code, signal) => this.#onExit(code, signal));
  }

  load(options: LoadOptions, onProgress: (progress: number) => void): Promise<LoadedModel> {
    return new Promise((resolve, reject) => {
      if (this.#exit !== null) return reject(TresorError.fromWire(this.#exit.error));
      this.#pendingLoad = { resolve, reject, onProgress };
      this.#send({ type: "load", options });
    });
  }

  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerateEvent, void, void> {
    if (this.#exit !== null) throw TresorError.fromWire(this.#exit.error);
    const stream = new GenerationStream((tokens) => this.#send({ type: "acknowledge", id: request.id, tokens }));
    const onAbort = () => stream.fail(cancelled(signal));
    this.#streams.set(request.id, stream);
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      if (signal.aborted) throw cancelled(signal);
      this.#send({ type: "generate", request });
      for (;;) {
        const event = await stream.next();
        if (event === undefined) return;
        yield event;
      }
    } finally {
      signal.removeEventListener("abort", onAbort);
      this.#streams.delete(request.id);
      // Also when the consumer went away in the middle; to a request that has ended in the worker this means nothing.
      this.#send({ type: "cancel", id: request.id });
    }
  }

  onExit(listener: (exit: EngineExit) => void): () => void {
    if (this.#exit !== null) listener(this.#exit);
    else this.#exitListeners.add(listener);
    return () => void this.#exitListeners.delete(listener);
  }

  dispose(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    if (this.#exit !== null) return;
    const gone = new Promise<void>((resolve) => this.#exitListeners.add(() => resolve()));
    this.#send({ type: "shutdown" });
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), endMilliseconds);
    await gone;
    clearTimeout(timer);
  }

  #handle(message: FromWorker): void {
    this.#silence.refresh();
    switch (message.type) {
      case "progress":
        return this.#pendingLoad?.onProgress(message.progress);
      case "loaded":
        this.#pendingLoad?.resolve(message.model);
        this.#pendingLoad = null;
        return;
      case "loadFailed":
        this.#pendingLoad?.reject(TresorError.fromWire(message.error));
        this.#pendingLoad = null;
        return;
      case "events":
        for (const item of message.items) {
          const stream = this.#streams.get(item.id);
          if ("event" in item) stream?.push(item.event);
          else stream?.fail(TresorError.fromWire(item.error));
        }
        return;
      case "hello":
      case "heartbeat":
        return;
    }
  }

  #send(message: ToWorker): void {
    // A closed channel means that the exit is on its way and will fail every request by itself.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #watchSilence(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#hung = true;
      this.#child.kill("SIGKILL");
    }, silenceMilliseconds).unref();
  }

  #onExit(code: number | null, signal: NodeJS.Signals | null): void {
    clearTimeout(this.#silence);
    const error = new TresorError("worker_died", this.#describeExit(code, signal), { pid: this.pid, code, signal });
    this.#exit = { expected: this.#ending !== null, error: error.toWire() };
    this.#pendingLoad?.reject(error);
    this.#pendingLoad = null;
    for (const stream of this.#streams.values()) stream.fail(error);
    for (const listener of this.#exitListeners) listener(this.#exit);
    this.#exitListeners.clear();
  }

  #describeExit(code: number | null, signal: NodeJS.Signals | null): string {
    const process = `The model's process (pid ${this.pid})`;
    if (this.#hung) return `${process} gave no sign of life for ${silenceMilliseconds / 1_000} seconds and was ended.`;
    const how = signal === null ? `ended with code ${code ?? "unknown"}` : `was ended by ${signal}`;
    const words = this.#lastWords();
    return `${process} ${how}.${words === "" ? "" : ` Its last words: ${words}`}`;
  }
}

function cancelled(signal: AbortSignal): TresorError {
  const reason: unknown = signal.reason;
  return reason instanceof TresorError ? reason : new TresorError("cancelled", "The request was cancelled.");
}
