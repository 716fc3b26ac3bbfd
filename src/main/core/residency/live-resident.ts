import { TresorError } from "../../../shared/errors";
import type { Model } from "../../../shared/shapes/model";
import type { Resident, ResidencyProof, Seal } from "../../../shared/shapes/resident";
import type { Engine, EngineExit, LoadedModel } from "../engine/engine";
import { noFailures, recordFailure, retryDelay, type FailureRecord } from "./back-off";
import type { LoadPlan } from "./budget";
import { excessOf } from "./worker-limit";
import { loadedReason } from "./history";
import { LeaseDesk } from "./lease-desk";
import { expiry } from "./keep-alive";
import type { Lease, LeaseWish } from "./residency-port";
import type { Departure, ResidentOwner } from "./resident-owner";
import { describeResident, noProcess, type ProcessFacts } from "./resident-snapshot";
import { transition, type ResidentEvent, type ResidentPhase } from "./resident-state";
import type { SharedLoad } from "./shared-load";

/** One model in memory, from the first demand to the end of its process: its state, its process, and who holds it. */
export class LiveResident {
  /** Resolves when its process has ended and it is in no list any more. */
  readonly gone: Promise<void>;
  /** How long it stays when nobody holds it; null: as long as there is room. Set by `keepFor`. */
  keepAliveSeconds: number | null = null;
  readonly #owner: ResidentOwner;
  readonly #leases: LeaseDesk;
  #resolveGone: () => void = () => undefined;
  #phase: ResidentPhase = "starting";
  #model: Model;
  #process: ProcessFacts = noProcess;
  #reason: string | null = null;
  #error: TresorError | null = null;
  #failures: FailureRecord = noFailures;
  #load: SharedLoad | null = null;
  #leaving: Promise<void> | null = null;
  #departure: Departure = { event: "unloaded", reason: "Nobody waited for it any more." };

  constructor(model: Model, owner: ResidentOwner) {
    this.#model = model;
    this.#owner = owner;
    this.#leases = new LeaseDesk({
      clock: owner.clock,
      changed: () => owner.changed(this),
      moved: () => owner.moved(),
    });
    this.gone = new Promise((resolve) => (this.#resolveGone = resolve));
  }

  get reference(): string {
    return this.#model.reference;
  }

  get phase(): ResidentPhase {
    return this.#phase;
  }

  /** The longest context that the model was made for; 0 while unknown. */
  get contextLength(): number {
    return this.#model.contextLength;
  }

  /** Why it is `failed`. */
  get error(): TresorError | null {
    return this.#error;
  }

  /** The load that runs now. */
  get load(): SharedLoad | null {
    return this.#load === null || this.#load.over ? null : this.#load;
  }

  startLoad(load: SharedLoad, reason: string): void {
    this.#load = load;
    this.#reason = reason;
  }

  /** Whether it is ready and nobody holds it. */
  get isIdle(): boolean {
    return this.#phase === "ready" && !this.isLeaving && this.#leases.count === 0;
  }

  /** When its keep-alive ends; null while it is not idle or nothing limits its stay. */
  get leavesAt(): number | null {
    return this.isIdle && !this.#owner.isAwaited(this.reference) ? this.#expiresAt() : null;
  }

  /** Somebody asked for it now, and wants it kept for so long from when nobody holds it; null: as long as there is room. */
  keepFor(seconds: number | null): void {
    this.keepAliveSeconds = seconds;
    if (!this.isIdle) return;
    this.#leases.startIdling();
    this.#owner.changed(this);
  }

  /** True from the wish that it leaves on: it takes no new lease. */
  get isLeaving(): boolean {
    return this.#leaving !== null || this.#phase === "unloading" || this.#phase === "gone";
  }

  snapshot(): Resident {
    return describeResident({
      ...this.#process,
      phase: this.#phase,
      model: this.#model,
      pinned: this.#owner.isPinned(this.reference),
      reason: this.#reason,
      idleSince: this.#leases.idleSince,
      expiresAt: this.#phase === "ready" ? this.#expiresAt() : null,
      tokensPerSecond: this.#leases.tokensPerSecond,
      leases: this.#leases.count,
      jobs: [...this.#leases.jobs(), ...this.#owner.queued(this.reference)],
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
    const { plan, engine, measuredBytes } = this.#process;
    if (bytes === measuredBytes) return;
    this.#know({ measuredBytes: bytes });
    const excess = plan === null ? null : excessOf(bytes, plan.estimate);
    if (excess !== null) engine?.kill(excess);
  }

  /** What a look at its memory found. */
  recordProof(pid: number, proof: ResidencyProof): void {
    if (this.#phase === "ready" && this.#process.engine?.pid === pid) this.#know({ proof });
  }

  /** What its process sees of its wall now; null when it has none that serves, or it ends meanwhile. */
  async probeSeal(): Promise<Seal | null> {
    const seal = (await this.#process.engine?.probeSeal().catch(() => null)) ?? null;
    if (seal !== null) this.#owner.changed(this);
    return seal;
  }

  touch(): void {
    if (this.isIdle) this.#process.engine?.touch();
  }

  forgetPrefixes(): void {
    this.#process.engine?.forgetPrefixes();
  }

  /** The next members up to `withdraw` are ModelLoader's, in this order. How long a failed resident still has to wait before it is started again. */
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
    this.#know({ plan, progress: 0, admittedAt: this.#owner.clock.now() });
  }

  /** Nothing was started. One that had failed before stays in the list, so that its failure is not forgotten. */
  refuse(error: TresorError): void {
    this.#owner.record("refused", this.reference, error.message);
    if (this.#failures.consecutive === 0) {
      this.#departure = { event: "unloaded", reason: error.message };
      this.#apply("refused");
      return;
    }
    this.#error = error;
    this.#apply("broken");
  }

  launched(engine: Engine): void {
    this.#process = { ...this.#process, engine };
    this.#apply("launched");
  }

  reportProgress(progress: number): void {
    this.#know({ progress });
  }

  /** How long the load took, from its admission on. */
  ready(engine: Engine, loaded: LoadedModel, measuredBytes: number | null): number {
    const now = this.#owner.clock.now();
    this.#process = { ...this.#process, loaded, measuredBytes, progress: null, readyAt: now };
    this.#leases.startIdling();
    this.#apply("loaded");
    this.#owner.record("loaded", this.reference, loadedReason(this.#reason, this.#owner.queued(this.reference).length));
    engine.onExit((exit) => this.#lost(exit));
    return now - (this.#process.admittedAt ?? now);
  }

  /** The launch or the load failed, and the process has ended. */
  fail(error: TresorError): void {
    // A machine without a wall stays without one until somebody changes it: waiting between tries would help nobody.
    if (error.code !== "seal_unavailable") {
      this.#failures = recordFailure(this.#failures, this.#owner.clock.now(), this.#process.readyAt);
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

  /** Only while it is `ready`. */
  grant(wish: LeaseWish): Lease {
    const { engine } = this.#process;
    if (this.#phase !== "ready" || engine === null) {
      throw new TresorError("internal", `A lease on ${this.reference} was granted while it is ${this.#phase}.`);
    }
    return this.#leases.grant(wish, engine, () => this.snapshot());
  }

  /** Takes no new lease, ends when the last is back; a load is cancelled. Cannot be called off; all calls wait for one end. */
  leave(departure: Departure, cancellation: TresorError): Promise<void> {
    if (this.#leaving === null) this.#departure = departure;
    return (this.#leaving ??= this.#leave(cancellation));
  }

  /** Ends all leases, whatever their requests do. */
  abandonLeases(): void {
    this.#leases.closeAll();
  }

  async #leave(cancellation: TresorError): Promise<void> {
    const { load } = this;
    if (load !== null) {
      load.cancel(cancellation);
      await load.ended;
    }
    if (this.#phase === "ready") await this.#drain();
    else if (this.#phase === "failed") this.#apply("dismissed");
    // In any other phase a cancelled load is taking it away itself.
    if (this.#phase === "unloading") {
      await this.#process.engine?.dispose();
      this.#apply("ended");
    }
    await this.gone;
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
    this.#process = noProcess;
    this.abandonLeases();
  }

  #know(facts: Partial<ProcessFacts>): void {
    this.#process = { ...this.#process, ...facts };
    this.#owner.changed(this);
  }

  #expiresAt(): number | null {
    if (this.#owner.isPinned(this.reference)) return null;
    return expiry(this.keepAliveSeconds, this.#leases.idleSince, this.#owner.clock.now());
  }

  #apply(event: ResidentEvent): void {
    const next = transition(this.#phase, event);
    if (next === null) {
      throw new TresorError("internal", `${this.reference} cannot be ${event} while it is ${this.#phase}.`);
    }
    this.#phase = next;
    if (next === "gone") {
      this.#leases.dispose();
      this.#owner.gone(this, this.#departure);
      this.#resolveGone();
    } else {
      this.#owner.changed(this);
    }
    this.#owner.moved();
  }
}
