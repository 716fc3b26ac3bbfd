import { TresorError } from "../../../shared/errors";
import type { Model } from "../../../shared/shapes/model";
import type { Resident, ResidencyEvent } from "../../../shared/shapes/resident";
import type { Engine, EngineExit, LoadedModel } from "../engine/engine";
import type { Clock } from "../kernel/clock";
import { noFailures, recordFailure, retryDelay, type FailureRecord } from "./back-off";
import type { LoadPlan } from "./budget";
import { memoryWords } from "./memory-words";
import { workerLimitBytes } from "./worker-limit";
import { LeaseBook, type JobProgress } from "./lease-book";
import type { Lease, LeaseWish } from "./residency-port";
import { describeResident } from "./resident-snapshot";
import { transition, type ResidentEvent, type ResidentPhase } from "./resident-state";
import type { SharedLoad } from "./shared-load";
import { rateWindowMilliseconds } from "./token-rate";

/** What a resident needs of its surroundings, and whom it tells. */
export interface ResidentOwner {
  readonly clock: Clock;
  isPinned(reference: string): boolean;
  changed(resident: LiveResident): void;
  gone(resident: LiveResident, reason: string): void;
  record(event: ResidencyEvent["event"], reference: string, reason: string): void;
}

/** One model in memory, from the first demand to the end of its process: its state, its process, and who holds it. */
export class LiveResident {
  /** Resolves when its process has ended and it is in no list any more. */
  readonly gone: Promise<void>;
  readonly #owner: ResidentOwner;
  readonly #leases = new LeaseBook();
  #resolveGone: () => void = () => undefined;
  #phase: ResidentPhase = "starting";
  #model: Model;
  #plan: LoadPlan | null = null;
  #engine: Engine | null = null;
  #loaded: LoadedModel | null = null;
  #measuredBytes: number | null = null;
  #progress: number | null = null;
  #readyAt: number | null = null;
  #error: TresorError | null = null;
  #failures: FailureRecord = noFailures;
  #load: SharedLoad | null = null;
  #leaving: Promise<void> | null = null;
  #leaveReason = "Nobody waited for it any more.";
  #cancelRateTick: (() => void) | null = null;

  constructor(model: Model, owner: ResidentOwner) {
    this.#model = model;
    this.#owner = owner;
    this.gone = new Promise((resolve) => (this.#resolveGone = resolve));
  }

  get reference(): string {
    return this.#model.reference;
  }

  get phase(): ResidentPhase {
    return this.#phase;
  }

  /** Why it is `failed`. */
  get error(): TresorError | null {
    return this.#error;
  }

  /** The load that runs now. */
  get load(): SharedLoad | null {
    return this.#load === null || this.#load.over ? null : this.#load;
  }

  startLoad(load: SharedLoad): void {
    this.#load = load;
  }

  /** True from the wish that it leaves on: it takes no new lease. */
  get isLeaving(): boolean {
    return this.#leaving !== null || this.#phase === "unloading" || this.#phase === "gone";
  }

  snapshot(): Resident {
    const now = this.#owner.clock.now();
    return describeResident({
      phase: this.#phase,
      model: this.#model,
      pinned: this.#owner.isPinned(this.reference),
      plan: this.#plan,
      engine: this.#engine,
      loaded: this.#loaded,
      measuredBytes: this.#measuredBytes,
      progress: this.#progress,
      readyAt: this.#readyAt,
      idleSince: this.#leases.idleSince,
      tokensPerSecond: this.#leases.tokensPerSecond(now),
      jobs: this.#leases.jobs(),
      error: this.#error,
    });
  }

  /** What the library learnt later of the same file: its digest. Another file under the same name is not the resident one. */
  followFile(model: Model): void {
    const { path, modifiedAt, digest } = this.#model;
    if (model.path !== path || model.modifiedAt !== modifiedAt || model.digest === digest) return;
    this.#model = model;
    this.#owner.changed(this);
  }

  /** A process that takes far more than was planned is ended before it takes the machine. */
  recordMemory(bytes: number): void {
    if (bytes === this.#measuredBytes) return;
    this.#measuredBytes = bytes;
    const limitBytes = this.#plan === null ? Infinity : workerLimitBytes(this.#plan.estimate);
    if (bytes > limitBytes)
      this.#engine?.kill(`held ${memoryWords(bytes)} where at most ${memoryWords(limitBytes)} were planned`);
    this.#owner.changed(this);
  }

  forgetPrefixes(): void {
    this.#engine?.forgetPrefixes();
  }

  // --- loading: called by ModelLoader, in this order ---

  /** How long a failed resident still has to wait before it is started again. */
  get retryMilliseconds(): number {
    return retryDelay(this.#failures, this.#owner.clock.now());
  }

  retry(): void {
    this.#forgetProcess();
    this.#error = null;
    this.#apply("retried");
  }

  /** From here on the plan's memory counts as taken. */
  admit(model: Model, plan: LoadPlan): void {
    this.#model = model;
    this.#plan = plan;
    this.#progress = 0;
    this.#owner.changed(this);
  }

  /** Nothing was started. One that had failed before stays in the list, so that its failure is not forgotten. */
  refuse(error: TresorError): void {
    this.#owner.record("refused", this.reference, error.message);
    if (this.#failures.consecutive === 0) {
      this.#leaveReason = error.message;
      this.#apply("refused");
      return;
    }
    this.#error = error;
    this.#apply("broken");
  }

  launched(engine: Engine): void {
    this.#engine = engine;
    this.#apply("launched");
  }

  reportProgress(progress: number): void {
    this.#progress = progress;
    this.#owner.changed(this);
  }

  ready(engine: Engine, loaded: LoadedModel, measuredBytes: number | null, reason: string): void {
    const now = this.#owner.clock.now();
    this.#loaded = loaded;
    this.#measuredBytes = measuredBytes;
    this.#progress = null;
    this.#readyAt = now;
    this.#leases.startIdling(now);
    this.#apply("loaded");
    this.#owner.record("loaded", this.reference, reason);
    engine.onExit((exit) => this.#lost(exit));
  }

  /** The launch or the load failed, and the process has ended. */
  fail(error: TresorError): void {
    // A machine without a wall stays without one until somebody changes it: waiting between tries would help nobody.
    if (error.code !== "seal_unavailable") {
      this.#failures = recordFailure(this.#failures, this.#owner.clock.now(), this.#readyAt);
    }
    this.#forgetProcess();
    this.#error = error;
    this.#apply("broken");
    this.#owner.record("failed", this.reference, error.message);
  }

  /** Its load was cancelled: ends the process that may be there, or still be starting. */
  async withdraw(launching: Promise<Engine> | null): Promise<void> {
    this.#apply("dismissed");
    const engine = await launching?.catch(() => null);
    await engine?.dispose();
    this.#apply("ended");
  }

  // --- in use ---

  /** Only while it is `ready`. */
  grant({ requestId, client }: LeaseWish): Lease {
    const engine = this.#engine;
    if (this.#phase !== "ready" || engine === null) {
      throw new TresorError("internal", `A lease on ${this.reference} was granted while it is ${this.#phase}.`);
    }
    const entry = this.#leases.open(requestId, client, this.#owner.clock.now());
    this.#owner.changed(this);
    return {
      resident: this.snapshot(),
      engine,
      report: (progress: JobProgress) => {
        if (!this.#leases.report(entry, progress, this.#owner.clock.now())) return;
        this.#tickRate();
        this.#owner.changed(this);
      },
      release: () => {
        if (this.#leases.close(entry, this.#owner.clock.now())) this.#owner.changed(this);
      },
    };
  }

  /**
   * Takes no new lease, lets the running ones end, then ends the process; a load that runs is cancelled with `cancellation`.
   * Once begun it cannot be called off; later calls wait for the same end.
   */
  leave(reason: string, cancellation: TresorError): Promise<void> {
    if (this.#leaving === null) {
      this.#leaveReason = reason;
      this.#leaving = this.#leave(cancellation);
    }
    return this.#leaving;
  }

  /** Ends all leases, whatever their requests do. */
  abandonLeases(): void {
    this.#leases.closeAll(this.#owner.clock.now());
  }

  async #leave(cancellation: TresorError): Promise<void> {
    const { load } = this;
    if (load !== null) {
      load.cancel(cancellation);
      await load.ended;
    }
    if (this.#phase === "ready") await this.#drain();
    else if (this.#phase === "failed") this.#apply("dismissed");
    if (this.#phase !== "unloading") {
      // The cancelled load is taking it away itself.
      await this.gone;
      return;
    }
    await this.#engine?.dispose();
    this.#apply("ended");
  }

  /** Its process may die meanwhile; then there is nothing left to wait for. */
  async #drain(): Promise<void> {
    this.#apply("dismissed");
    await this.#leases.empty();
    if (this.#phase === "draining") this.#apply("drained");
  }

  #lost({ expected, error }: EngineExit): void {
    if (expected) return;
    if (this.#phase === "ready") this.fail(TresorError.fromWire(error));
    else if (this.#phase === "draining") this.#apply("broken");
    this.abandonLeases();
  }

  #forgetProcess(): void {
    this.#plan = null;
    this.#engine = null;
    this.#loaded = null;
    this.#measuredBytes = null;
    this.#progress = null;
    this.#readyAt = null;
    this.abandonLeases();
  }

  #apply(event: ResidentEvent): void {
    const next = transition(this.#phase, event);
    if (next === null) {
      throw new TresorError("internal", `${this.reference} cannot be ${event} while it is ${this.#phase}.`);
    }
    this.#phase = next;
    if (next !== "gone") {
      this.#owner.changed(this);
      return;
    }
    this.#cancelRateTick?.();
    this.#owner.gone(this, this.#leaveReason);
    this.#resolveGone();
  }

  /** The rate falls to nothing when nobody reports any more: somebody must look again. */
  #tickRate(): void {
    this.#cancelRateTick ??= this.#owner.clock.after(rateWindowMilliseconds, () => {
      this.#cancelRateTick = null;
      if (this.#leases.tokensPerSecond(this.#owner.clock.now()) !== null) this.#tickRate();
      this.#owner.changed(this);
    });
  }
}
