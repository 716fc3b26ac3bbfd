import type { ChildProcess } from "node:child_process";
import { TresorError } from "../../../shared/errors";
import type { Seal } from "../../../shared/shapes/resident";
import type {
  Engine,
  EngineExit,
  GenerateEvent,
  GenerateRequest,
  LoadedModel,
  LoadOptions,
  PrefixOptions,
} from "./engine";
import { cancellation } from "../kernel/until-aborted";
import type { PrefixReport } from "../prefix-cache/prefix-report";
import { GenerationStream } from "./generation-stream";
import { heartbeatMilliseconds, type FromWorker, type ToWorker } from "./protocol";
import { Questions } from "./questions";
import type { SealObservation } from "./seal/seal-observation";
import { SealProbe } from "./seal/seal-probe";
import type { EngineTask, EngineTasks } from "./tasks";

/** Long enough for a vocabulary of 250,000 entries to be parsed in one go, short enough for a user to notice a hang as a fault. */
const silenceMilliseconds = 60 * heartbeatMilliseconds;
/** A step of the engine that takes longer will not end: the machine swaps to death, or a grammar has exploded. */
const longestStepMilliseconds = 180_000;
/** A worker that is asked to end saves its prefixes and frees its buffers; one that does not end in this time is killed. */
const endMilliseconds = 3_000;
const endWithPrefixesMilliseconds = 20_000;

interface PendingLoad {
  readonly resolve: (model: LoadedModel) => void;
  readonly reject: (error: TresorError) => void;
  readonly onProgress: (progress: number) => void;
}

export interface WorkerProcessOptions {
  readonly pid: number;
  /** What its first probe has found. */
  readonly seal: Seal;
  readonly judge: (observation: SealObservation) => Seal;
  /** What it wrote to standard error. */
  readonly lastWords: () => string;
  readonly onPrefixReport: (report: PrefixReport) => void;
}

/** The Engine port over one sealed child process. Created by worker-launcher.ts, after the seal has been judged. */
export class WorkerProcess implements Engine {
  readonly pid: number;
  #seal: Seal;
  readonly #sealProbe: SealProbe;
  readonly #child: ChildProcess;
  readonly #lastWords: () => string;
  readonly #onPrefixReport: (report: PrefixReport) => void;
  readonly #questions = new Questions();
  readonly #streams = new Map<string, GenerationStream>();
  readonly #exitListeners = new Set<(exit: EngineExit) => void>();
  #pendingLoad: PendingLoad | null = null;
  #ending: Promise<void> | null = null;
  #exit: EngineExit | null = null;
  #silence: NodeJS.Timeout;
  /** Why we killed it. */
  #killed: string | null = null;
  #savesPrefixes = false;

  constructor(child: ChildProcess, { pid, seal, judge, lastWords, onPrefixReport }: WorkerProcessOptions) {
    this.#child = child;
    this.pid = pid;
    this.#seal = seal;
    this.#sealProbe = new SealProbe(() => this.#send({ type: "probe" }), judge);
    this.#lastWords = lastWords;
    this.#onPrefixReport = onPrefixReport;
    this.#silence = this.#watchSilence();
    child.on("message", (message) => this.#handle(message as FromWorker));
    child.once("exit", (code, signal) => this.#onExit(code, signal));
  }

  get seal(): Seal {
    return this.#seal;
  }

  async probeSeal(): Promise<Seal> {
    if (this.#exit !== null) throw TresorError.fromWire(this.#exit.error);
    this.#seal = await this.#sealProbe.run();
    return this.#seal;
  }

  load(options: LoadOptions, onProgress: (progress: number) => void): Promise<LoadedModel> {
    return new Promise((resolve, reject) => {
      if (this.#exit !== null) return reject(TresorError.fromWire(this.#exit.error));
      this.#pendingLoad = { resolve, reject, onProgress };
      this.#savesPrefixes = options.prefixes !== undefined;
      this.#send({ type: "load", options });
    });
  }

  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerateEvent, void, void> {
    if (this.#exit !== null) throw TresorError.fromWire(this.#exit.error);
    const stream = new GenerationStream((tokens) => this.#send({ type: "acknowledge", id: request.id, tokens }));
    const onAbort = () => stream.fail(cancellation(signal));
    this.#streams.set(request.id, stream);
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      if (signal.aborted) throw cancellation(signal);
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

  async compute<T extends EngineTask>(
    task: T,
    input: EngineTasks[T]["input"],
    signal: AbortSignal,
  ): Promise<EngineTasks[T]["output"]> {
    if (this.#exit !== null) throw TresorError.fromWire(this.#exit.error);
    const ask = (id: string) => this.#send({ type: "compute", id, task, input });
    return (await this.#questions.ask(ask, signal)) as EngineTasks[T]["output"];
  }

  keepPrefixes(options: PrefixOptions): void {
    this.#savesPrefixes = true;
    this.#send({ type: "keepPrefixes", options });
  }

  forgetPrefixes(): void {
    this.#send({ type: "forgetPrefixes" });
  }

  touch(): void {
    this.#send({ type: "touch" });
  }

  onExit(listener: (exit: EngineExit) => void): () => void {
    if (this.#exit !== null) listener(this.#exit);
    else this.#exitListeners.add(listener);
    return () => void this.#exitListeners.delete(listener);
  }

  kill(reason: string): void {
    this.#killed = `${reason} and was ended`;
    this.#child.kill("SIGKILL");
  }

  dispose(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    if (this.#exit !== null) return;
    const gone = new Promise<void>((resolve) => this.#exitListeners.add(() => resolve()));
    this.#send({ type: "shutdown" });
    const limit = this.#savesPrefixes ? endWithPrefixesMilliseconds : endMilliseconds;
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), limit);
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
      case "computed":
        return this.#questions.answer(message.id, message.output);
      case "notComputed":
        return this.#questions.fail(message.id, TresorError.fromWire(message.error));
      case "prefixReport":
        return this.#onPrefixReport(message.report);
      case "probed":
        return this.#sealProbe.answer(message.observation);
      case "heartbeat":
        if (message.stepMilliseconds > longestStepMilliseconds)
          this.kill(tooLong("worked on one step", longestStepMilliseconds));
        return;
      case "hello":
        return;
    }
  }

  #send(message: ToWorker): void {
    // A closed channel means that the exit is on its way and will fail every request by itself.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #watchSilence(): NodeJS.Timeout {
    return setTimeout(
      () => this.kill(tooLong("gave no sign of life", silenceMilliseconds)),
      silenceMilliseconds,
    ).unref();
  }

  #onExit(code: number | null, signal: NodeJS.Signals | null): void {
    clearTimeout(this.#silence);
    const error = new TresorError("worker_died", this.#describeExit(code, signal), { pid: this.pid, code, signal });
    this.#exit = { expected: this.#ending !== null, error: error.toWire() };
    this.#pendingLoad?.reject(error);
    this.#pendingLoad = null;
    this.#questions.failAll(error);
    this.#sealProbe.fail(error);
    for (const stream of this.#streams.values()) stream.fail(error);
    for (const listener of this.#exitListeners) listener(this.#exit);
    this.#exitListeners.clear();
  }

  #describeExit(code: number | null, signal: NodeJS.Signals | null): string {
    const process = `The model's process (pid ${this.pid})`;
    if (this.#killed !== null) return `${process} ${this.#killed}.`;
    const how = signal === null ? `ended with code ${code ?? "unknown"}` : `was ended by ${signal}`;
    const words = this.#lastWords();
    return `${process} ${how}.${words === "" ? "" : ` Its last words: ${words}`}`;
  }
}

function tooLong(reason: string, milliseconds: number): string {
  return `${reason} for ${milliseconds / 1_000} seconds`;
}
