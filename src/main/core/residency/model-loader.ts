import { TresorError } from "../../../shared/errors";
import type { Model } from "../../../shared/shapes/model";
import type { CacheType } from "../../../shared/shapes/plan";
import type { Engine, EngineLauncher, LoadedModel, PrefixOptions } from "../engine/engine";
import type { Clock } from "../kernel/clock";
import type { Logger } from "../kernel/logger";
import type { Library } from "../library/library-port";
import type { MachineMemory } from "../telemetry/memory-facts";
import type { ProcessMemory } from "../telemetry/process-memory";
import type { Processor } from "../telemetry/processor";
import { plansOf, type LoadPlan } from "./budget";
import { contextChoices } from "./context-choice";
import type { LiveResident } from "./live-resident";
import { chooseCacheType } from "./memory/cache-type";
import { estimateMemory, type EstimateLoad } from "./memory/memory-estimate";
import type { LoadWish } from "./residency-port";
import type { RoomKeeper } from "./room-keeper";
import { chooseThreads } from "./threads";
import { cancellation, throwIfAborted, untilAborted } from "../kernel/until-aborted";

/** What the user prefers for all models; null leaves it to the machine. `context` is tokens per slot. */
export interface LoadPreferences {
  readonly context: number | null;
  readonly slots: number | null;
  readonly threads: number | null;
  /** What all residents together may take. */
  readonly memoryLimitBytes: number | null;
  /** Kept free for the system. */
  readonly reserveBytes: number | null;
  readonly cacheType: CacheType;
  /** The part of a step that a new prompt may take while answers run, 0 to 1. */
  readonly prefillShare: number;
}

export interface ModelLoaderOptions {
  readonly launcher: EngineLauncher;
  readonly library: Library;
  readonly clock: Clock;
  readonly memory: MachineMemory;
  readonly processMemory: ProcessMemory;
  readonly processor: () => Promise<Processor>;
  /** Read at each load, since the user may change them. */
  readonly preferences: () => LoadPreferences;
  /** Where the prefixes of this model's prompts are saved. */
  readonly prefixes: (digest: string) => Promise<PrefixOptions>;
  readonly gpu: boolean;
  /** Default: without what is known of this machine. */
  readonly estimate?: EstimateLoad | undefined;
  readonly onMeasured?: ((load: MeasuredLoad) => void) | undefined;
  readonly logger: Logger;
}

/** What a worker that has just loaded tells of itself and of the machine. */
export interface MeasuredLoad {
  readonly model: Model;
  readonly plan: LoadPlan;
  readonly loaded: LoadedModel;
  /** Null where the system does not tell. */
  readonly measuredBytes: number | null;
}

interface PlannedLoad {
  readonly model: Model;
  readonly plan: LoadPlan;
}

/** What a plan depends on beside the model. */
export type PlanWish = Pick<LoadWish, "context" | "slots" | "cacheType">;

export interface LoadOrder {
  readonly resident: LiveResident;
  readonly wish: PlanWish;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: number) => void;
}

/** Takes one resident from its first demand, or its failure, to `ready`: back-off, memory, process, weights, in this order. */
export class ModelLoader {
  readonly #options: ModelLoaderOptions;
  readonly #room: RoomKeeper;

  constructor(options: ModelLoaderOptions, room: RoomKeeper) {
    this.#options = options;
    this.#room = room;
  }

  /** The ways to load a model with this wish, best first; never empty. @throws TresorError `model_not_found` */
  async plans(reference: string, wish: PlanWish): Promise<readonly LoadPlan[]> {
    const { library, preferences, estimate = estimateMemory } = this.#options;
    const dimensions = await library.dimensions(reference);
    const { context, slots, cacheType: preferred } = preferences();
    const choices = contextChoices({
      context: wish.context ?? context ?? undefined,
      slots: wish.slots ?? slots ?? undefined,
      contextLength: dimensions.contextLength,
    });
    const cacheType = chooseCacheType({ wish: wish.cacheType, preferred, dimensions });
    return plansOf({ dimensions, cacheType, estimate }, choices);
  }

  /**
   * Resolves when the resident is ready. When it fails, the process has ended and the resident says why; when the signal aborts, the
   * resident is gone, or as failed as it was.
   * @throws TresorError as Residency.load
   */
  async load(order: LoadOrder): Promise<void> {
    const { resident, signal } = order;
    if (resident.phase === "failed") {
      const wait = resident.retryMilliseconds;
      if (wait > 0) await untilAborted(this.#options.clock.sleep(wait, signal), signal);
      throwIfAborted(signal);
      resident.retry();
    }
    let launching: Promise<Engine> | null = null;
    try {
      const planned = await this.#admit(order);
      throwIfAborted(signal);
      launching = this.#options.launcher.launch();
      await this.#fill(order, planned, launching);
    } catch (thrown) {
      throw await this.#giveUp(order, launching, TresorError.from(thrown));
    }
  }

  /** Waits for room; the plan is the resident's from the moment in which it was found to fit. */
  async #admit({ resident, wish, signal }: LoadOrder): Promise<PlannedLoad> {
    throwIfAborted(signal);
    const model = this.#options.library.resolve(resident.reference);
    const plans = await this.plans(model.reference, wish);
    throwIfAborted(signal);
    return { model, plan: await this.#room.claim({ resident, model, plans, signal }) };
  }

  async #fill(order: LoadOrder, { model, plan }: PlannedLoad, launching: Promise<Engine>): Promise<void> {
    const { resident, signal, onProgress } = order;
    const { processor, processMemory, preferences, prefixes, gpu } = this.#options;
    const known = model.digest === null ? undefined : prefixes(model.digest);
    const [engine, cores, kept] = await untilAborted(Promise.all([launching, processor(), known]), signal);
    resident.launched(engine);
    const loading = engine.load(
      {
        path: model.path,
        context: plan.context,
        slots: plan.slots,
        threads: chooseThreads({ ...cores, wish: preferences().threads }),
        prefillShare: preferences().prefillShare,
        prefixes: kept,
        kvCacheBytes: plan.estimate.kvCacheBytes,
        cacheType: plan.cacheType,
        gpu,
      },
      (progress) => {
        if (resident.phase !== "loading") return;
        resident.reportProgress(progress);
        onProgress(progress);
      },
    );
    const loaded = await untilAborted(loading, signal);
    const measuredBytes = await processMemory(engine.pid);
    throwIfAborted(signal);
    this.#room.learn(resident.reference, resident.ready(engine, loaded, measuredBytes));
    this.#options.onMeasured?.({ model, plan, loaded, measuredBytes });
    if (model.digest === null) void this.#keepPrefixes(engine, model);
  }

  /** What is saved is bound to the file's content, so a new file is served before anything of it is saved. */
  async #keepPrefixes(engine: Engine, model: Model): Promise<void> {
    const { library, prefixes, logger } = this.#options;
    try {
      const digest = await library.digest(model.reference);
      const { path, modifiedAt } = library.resolve(model.reference);
      if (path === model.path && modifiedAt === model.modifiedAt) engine.keepPrefixes(await prefixes(digest));
    } catch (error) {
      logger.warn({ reference: model.reference, err: error }, "prefixes of prompts are not saved");
    }
  }

  /** The error that all who wait are given. */
  async #giveUp(
    { resident, signal }: LoadOrder,
    launching: Promise<Engine> | null,
    error: TresorError,
  ): Promise<TresorError> {
    if (signal.aborted) {
      await resident.withdraw(launching);
      return cancellation(signal);
    }
    if (launching === null) {
      resident.refuse(error);
      return error;
    }
    const engine = await launching.catch(() => null);
    await engine?.dispose();
    resident.fail(error);
    this.#options.logger.warn(
      { reference: resident.reference, code: error.code, reason: error.message },
      "load failed",
    );
    return error;
  }
}
