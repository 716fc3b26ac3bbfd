import type {
  Engine,
  EngineExit,
  EngineLauncher,
  GenerateEvent,
  LoadedModel,
  LoadOptions,
} from "../../src/main/core/engine/engine";
import type { EngineTask, EngineTasks } from "../../src/main/core/engine/tasks";
import { TresorError } from "../../src/shared/errors";
import type { Seal } from "../../src/shared/shapes/resident";

const sealed: Seal = {
  enforced: true,
  mechanism: "unshare -n",
  checkedAt: "2026-11-20T12:00:00.000Z",
  evidence: ["tcp 1.1.1.1:443: ENETUNREACH"],
};

/** What the next launch does; absent: it works at once. */
export interface LaunchScript {
  /** `hold` waits for `releaseLaunches`, an error is thrown. */
  readonly launch?: "hold" | TresorError;
  /** `hold` waits for `finishLoad` or `failLoad`, an error is thrown. */
  readonly load?: "hold" | TresorError;
  /** What `compute` answers. */
  readonly compute?: (task: EngineTask) => unknown;
  /** What `generate` answers; absent: nothing. */
  readonly answer?: () => Iterable<GenerateEvent>;
}

/** Launches engines without processes, as scripted, and remembers them all. */
export class FakeLauncher implements EngineLauncher {
  readonly engines: FakeEngine[] = [];
  launches = 0;
  /** For launches that `next` says nothing about. */
  usual: LaunchScript = {};
  readonly #scripts: LaunchScript[] = [];
  readonly #held: (() => void)[] = [];

  next(...scripts: LaunchScript[]): void {
    this.#scripts.push(...scripts);
  }

  releaseLaunches(): void {
    for (const release of this.#held.splice(0)) release();
  }

  /** The latest engine; fails the test when there is none. */
  get last(): FakeEngine {
    const engine = this.engines.at(-1);
    if (engine === undefined) throw new Error("nothing was launched");
    return engine;
  }

  get living(): readonly FakeEngine[] {
    return this.engines.filter(({ alive }) => alive);
  }

  async launch(): Promise<Engine> {
    const script = this.#scripts.shift() ?? this.usual;
    this.launches += 1;
    const pid = 4_000 + this.launches;
    if (script.launch === "hold") await new Promise<void>((resolve) => this.#held.push(resolve));
    if (script.launch instanceof TresorError) throw script.launch;
    const engine = new FakeEngine(pid, script);
    this.engines.push(engine);
    return engine;
  }
}

export class FakeEngine implements Engine {
  readonly pid: number;
  seal = sealed;
  /** What the next probe finds. */
  nextSeal = sealed;
  alive = true;
  /** What it was told to load; null before. */
  loadOptions: LoadOptions | null = null;
  /** Whether it was told to keep its prefixes. */
  keeps = false;
  /** How often it was told to forget its prefixes. */
  forgotten = 0;
  touched = 0;
  readonly #script: LaunchScript;
  readonly #listeners = new Set<(exit: EngineExit) => void>();
  #exit: EngineExit | null = null;
  #onProgress: (progress: number) => void = () => undefined;
  #resolveLoad: (model: LoadedModel) => void = () => undefined;
  #rejectLoad: (error: TresorError) => void = () => undefined;

  constructor(pid: number, script: LaunchScript) {
    this.pid = pid;
    this.#script = script;
  }

  async probeSeal(): Promise<Seal> {
    this.seal = await Promise.resolve(this.nextSeal);
    return this.seal;
  }

  load(options: LoadOptions, onProgress: (progress: number) => void): Promise<LoadedModel> {
    this.loadOptions = options;
    this.#onProgress = onProgress;
    return new Promise((resolve, reject) => {
      this.#resolveLoad = resolve;
      this.#rejectLoad = reject;
      if (this.#script.load instanceof TresorError) reject(this.#script.load);
      else if (this.#script.load !== "hold") this.finishLoad();
    });
  }

  progress(value: number): void {
    this.#onProgress(value);
  }

  finishLoad(): void {
    const options = this.loadOptions;
    if (options === null) throw new Error("load was not called");
    this.#resolveLoad({
      context: options.context,
      slots: options.slots,
      template: "model",
      memory: { weightsBytes: 0, kvCacheBytes: options.kvCacheBytes, computeBytes: 0 },
      gpuLimitBytes: null,
    });
  }

  failLoad(error: TresorError): void {
    this.#rejectLoad(error);
  }

  async *generate(): AsyncGenerator<GenerateEvent, void, void> {
    yield* this.#script.answer?.() ?? [];
  }

  compute<T extends EngineTask>(task: T): Promise<EngineTasks[T]["output"]> {
    const answer = this.#script.compute?.(task);
    if (answer === undefined) return Promise.reject(new Error(`no answer was scripted for ${task}`));
    return Promise.resolve(answer as EngineTasks[T]["output"]);
  }

  keepPrefixes(): void {
    this.keeps = true;
  }

  forgetPrefixes(): void {
    this.forgotten += 1;
  }

  touch(): void {
    this.touched += 1;
  }

  onExit(listener: (exit: EngineExit) => void): () => void {
    if (this.#exit !== null) listener(this.#exit);
    else this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  kill(): void {
    this.#end(false);
  }

  /** The process dies by itself. */
  crash(): void {
    this.#end(false);
  }

  async dispose(): Promise<void> {
    await Promise.resolve();
    this.#end(true);
  }

  #end(expected: boolean): void {
    if (this.#exit !== null) return;
    this.alive = false;
    const error = new TresorError("worker_died", `The model's process (pid ${this.pid}) was ended by SIGKILL.`);
    this.#exit = { expected, error: error.toWire() };
    this.#rejectLoad(error);
    for (const listener of this.#listeners) listener(this.#exit);
    this.#listeners.clear();
  }
}
