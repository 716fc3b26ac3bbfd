import { TresorError } from "../../../shared/errors";
import type { ResidencyEvent, ResidencyProof, Resident } from "../../../shared/shapes/resident";
import { Emitter } from "../kernel/emitter";
import { asksForMore } from "./context-choice";
import { DemandBook, queuedJob, type Demand } from "./demand-book";
import { ResidencyHistory } from "./history";
import { expiryReason, keepAliveSeconds, type KeepAlivePreferences } from "./keep-alive";
import { KeepAliveWatch } from "./keep-alive-watch";
import { LiveResident, type Departure, type ResidentOwner } from "./live-resident";
import { ModelLoader, type ModelLoaderOptions } from "./model-loader";
import { PinBook } from "./pin-book";
import type { PlacedResident, PressureLevel } from "./placement/snapshot";
import type { Lease, LeaseWish, LoadWish, Residency, ResidencySignal } from "./residency-port";
import { RoomKeeper } from "./room-keeper";
import { SharedLoad } from "./shared-load";
import { throwIfAborted, untilAborted } from "../kernel/until-aborted";

export interface ResidencyOptions extends ModelLoaderOptions {
  /** Pinned from the start, whether loaded yet or not: a pin outlives a restart and a load that is refused. */
  readonly pinned: readonly string[];
  /** All pinned references, in the order in which they were pinned. */
  readonly onPinsChanged: (references: readonly string[]) => void;
  /** Read at each request. */
  readonly keepAlive: () => KeepAlivePreferences;
}

/** The Residency port, with what those tell it and ask of it that watch the machine. */
export interface MeasuredResidency extends Residency {
  /** What the resident's process holds now; of no effect when there is no such resident. */
  recordMemory(reference: string, bytes: number): void;
  recordProof(reference: string, proof: ResidencyProof): void;
  /** How short of memory the system is: from `warn` on nothing grows, at `critical` nothing is loaded. */
  setPressure(level: PressureLevel): void;
  /** Who takes memory, as placement sees them. */
  placed(): readonly PlacedResident[];
  /** Sends an idle resident away that nothing holds; of no effect on another. */
  relieve(reference: string, reason: string): void;
  /** For the history: what was done for the system's memory without anybody leaving. */
  recordRelief(reference: string, reason: string): void;
}

export function createResidency(options: ResidencyOptions): MeasuredResidency {
  return new ModelResidency(options);
}

/** Who is resident. States are in resident-state.ts, loading in model-loader.ts, the rest of one resident's life in live-resident.ts. */
class ModelResidency implements MeasuredResidency {
  readonly #options: ResidencyOptions;
  readonly #residents = new Map<string, LiveResident>();
  readonly #pins: PinBook;
  readonly #demands = new DemandBook();
  readonly #history = new ResidencyHistory();
  readonly #signals: Emitter<ResidencySignal>;
  readonly #room: RoomKeeper;
  readonly #keepAliveWatch: KeepAliveWatch;
  readonly #loader: ModelLoader;
  readonly #owner: ResidentOwner;
  readonly #ignoreLibrary: () => void;
  #disposal: Promise<void> | null = null;

  constructor(options: ResidencyOptions) {
    this.#options = options;
    const { clock, memory, gpu, preferences, logger } = options;
    this.#pins = new PinBook(options.pinned, options.onPinsChanged);
    this.#signals = new Emitter((error) => logger.error({ err: error }, "a listener of residency failed"));
    this.#room = new RoomKeeper({
      clock,
      memory,
      gpu,
      memoryLimitBytes: () => preferences().memoryLimitBytes,
      residents: () => [...this.#residents.values()],
      waiting: (reference) => ({ count: this.#demands.count(reference), since: this.#demands.oldest(reference) }),
      evict: (reference, reason) => this.#send(reference, { event: "evicted", reason }),
    });
    this.#keepAliveWatch = new KeepAliveWatch({
      clock,
      residents: () => this.#residents.values(),
      expire: (resident) => {
        const reason = expiryReason(resident.keepAliveSeconds ?? 0);
        this.#send(resident.reference, { event: "expired", reason });
      },
    });
    this.#loader = new ModelLoader(options, this.#room);
    this.#owner = {
      clock,
      isPinned: (reference) => this.#pins.holds(reference),
      queued: (reference) => this.#demands.jobs(reference),
      isAwaited: (reference) => this.#demands.count(reference) > 0,
      changed: (resident) => this.#signals.emit({ type: "changed", resident: resident.snapshot() }),
      moved: () => this.#moved(),
      gone: (resident, departure) => this.#remove(resident, departure),
      record: (event, reference, reason) => this.#record(event, reference, reason),
    };
    this.#ignoreLibrary = options.library.onChange(() => this.#followLibrary());
  }

  residents(): readonly Resident[] {
    return [...this.#residents.values()].map((resident) => resident.snapshot());
  }

  find(reference: string): Resident | undefined {
    return this.#find(reference)?.snapshot();
  }

  history(): readonly ResidencyEvent[] {
    return this.#history.events();
  }

  load(reference: string, wish: LoadWish = {}): Promise<Resident> {
    return this.#whenReady(reference, wish, "Asked to load.", null, (resident) => {
      resident.keepFor(this.#keepAlive(resident.reference, wish));
      return resident.snapshot();
    });
  }

  lease(reference: string, wish: LeaseWish): Promise<Lease> {
    return this.#whenReady(reference, wish, `Asked for by ${wish.client}.`, wish, (resident) => {
      resident.keepFor(this.#keepAlive(resident.reference, wish));
      return resident.grant(wish);
    });
  }

  async unload(reference: string, reason: string): Promise<Resident> {
    const resident = this.#residentOf(reference);
    this.#setPinned(resident.reference, false, reason);
    const cancellation = new TresorError("cancelled", `${resident.reference} was unloaded while it was loading.`);
    await resident.leave({ event: "unloaded", reason }, cancellation);
    return resident.snapshot();
  }

  pin(reference: string): Promise<Resident> {
    return this.#whenReady(reference, {}, "Pinned.", null, (resident) => {
      this.#setPinned(resident.reference, true, "Asked to pin.");
      return resident.snapshot();
    });
  }

  async unpin(reference: string): Promise<Resident> {
    const resident = this.#find(reference);
    if (resident !== undefined) {
      this.#setPinned(resident.reference, false, "Asked to unpin.");
      return resident.snapshot();
    }
    if (!this.#setPinned(this.#pins.has(reference) ? reference : this.#nameOf(reference), false, "Asked to unpin.")) {
      throw notResident(reference);
    }
    throw new TresorError("not_resident", `${reference} is not resident; its pin was taken off.`);
  }

  keep(references: readonly string[]): void {
    this.#pins.keep(references);
    for (const resident of this.#residents.values()) this.#owner.changed(resident);
    this.#moved();
  }

  held(): readonly string[] {
    return this.#pins.references();
  }

  async couldLoad(reference: string): Promise<boolean> {
    return await this.#could(reference, {}, null);
  }

  recordMemory(reference: string, bytes: number): void {
    this.#residents.get(reference)?.recordMemory(bytes);
  }

  recordProof(reference: string, proof: ResidencyProof): void {
    this.#residents.get(reference)?.recordProof(proof);
  }

  setPressure(level: PressureLevel): void {
    this.#room.setPressure(level);
  }

  placed(): readonly PlacedResident[] {
    return this.#room.placed();
  }

  relieve(reference: string, reason: string): void {
    const resident = this.#residents.get(reference);
    if (resident?.isIdle !== true || this.#pins.holds(reference) || this.#demands.count(reference) > 0) return;
    this.#send(reference, { event: "pressure", reason });
  }

  recordRelief(reference: string, reason: string): void {
    this.#record("pressure", reference, reason);
  }

  forgetPrefixes(): void {
    for (const resident of this.#residents.values()) resident.forgetPrefixes();
  }

  onEvent(listener: (event: ResidencySignal) => void): () => void {
    return this.#signals.on(listener);
  }

  dispose(drainMilliseconds: number): Promise<void> {
    this.#disposal ??= this.#dispose(drainMilliseconds);
    return this.#disposal;
  }

  /**
   * Hands a ready resident to `use` at the very moment at which it is ready, so that nothing comes in between; loads it first when
   * needed. One that is leaving is waited for and loaded anew. Whoever waits is in the book of demands from the first wait on, until
   * the moment of `use`: what has been loaded for somebody is not sent away before.
   */
  async #whenReady<T>(
    reference: string,
    wish: LoadWish,
    reason: string,
    request: Pick<LeaseWish, "requestId" | "client"> | null,
    use: (resident: LiveResident) => T,
  ): Promise<T> {
    let close: (() => void) | null = null;
    let content = false;
    try {
      for (;;) {
        if (this.#disposal !== null) throw shuttingDown();
        throwIfAborted(wish.signal);
        const name = this.#nameOf(reference);
        const ready = this.#residents.get(name);
        if (ready?.phase === "ready" && !ready.isLeaving) {
          if (content || !asksForMore(wish, ready.snapshot(), ready.contextLength)) {
            close?.();
            return use(ready);
          }
          content = true;
          await this.#reload(ready, wish);
          continue;
        }
        close ??= this.#demands.open(name, this.#demand(request));
        await this.#bringCloser(ready ?? this.#add(name), wish, reason);
      }
    } finally {
      close?.();
      if (close !== null) this.#moved();
    }
  }

  #demand(request: Pick<LeaseWish, "requestId" | "client"> | null): Demand {
    const since = this.#options.clock.now();
    return { since, job: request === null ? null : queuedJob(request.requestId, request.client, since) };
  }

  /** Waits for the next thing that has to happen before the resident is ready. */
  async #bringCloser(resident: LiveResident, wish: LoadWish, reason: string): Promise<void> {
    if (resident.isLeaving) return await untilAborted(resident.gone, wish.signal);
    if (resident.load?.cancelled === true) return await untilAborted(resident.load.ended, wish.signal);
    const load = resident.load ?? this.#startLoad(resident, wish, reason);
    this.#owner.changed(resident);
    await load.join(wish, () => new TresorError("cancelled", `Nobody waited for ${resident.reference} any more.`));
    if (resident.error !== null) throw resident.error;
  }

  /** Sends a ready one away that is to have more, if nobody uses it and the new one could be had; else it stays as it is. */
  async #reload(resident: LiveResident, wish: LoadWish): Promise<void> {
    const { reference } = resident;
    const usable = () => resident.isIdle && this.#demands.count(reference) === 0;
    if (!usable() || !(await this.#could(reference, wish, resident)) || !usable()) return;
    const wanted = [
      ...(wish.context === undefined ? [] : [`a context of ${wish.context}`]),
      ...(wish.slots === undefined ? [] : [`${wish.slots} slots`]),
    ];
    this.#send(reference, { event: "unloaded", reason: `to be loaded anew with ${wanted.join(" and ")}` });
  }

  async #could(reference: string, wish: LoadWish, except: LiveResident | null): Promise<boolean> {
    try {
      return await this.#room.couldFit(await this.#loader.plans(reference, wish), except);
    } catch (error) {
      this.#options.logger.debug({ reference, err: error }, "whether it could be loaded is not known");
      return false;
    }
  }

  /** Lets a resident leave; its end is nobody's to wait for here. */
  #send(reference: string, departure: Departure): void {
    const resident = this.#residents.get(reference);
    resident
      ?.leave(departure, new TresorError("cancelled", `${reference} leaves: ${departure.reason}.`))
      .catch((error: unknown) => this.#options.logger.error({ reference, err: error }, "a resident could not leave"));
  }

  #moved(): void {
    if (this.#disposal !== null) return;
    this.#keepAliveWatch.update();
    this.#room.wake();
  }

  #keepAlive(reference: string, wish: LoadWish): number | null {
    return keepAliveSeconds(wish.keepAliveSeconds, reference, this.#options.keepAlive());
  }

  #startLoad(resident: LiveResident, wish: LoadWish, reason: string): SharedLoad {
    const load = new SharedLoad((signal, onProgress) => this.#loader.load({ resident, wish, signal, onProgress }));
    resident.startLoad(load, reason);
    return load;
  }

  #add(reference: string): LiveResident {
    const resident = new LiveResident(this.#options.library.resolve(reference), this.#owner);
    this.#residents.set(resident.reference, resident);
    this.#owner.changed(resident);
    return resident;
  }

  #remove(resident: LiveResident, { event, reason }: Departure): void {
    this.#residents.delete(resident.reference);
    if (resident.snapshot().loadedAt !== null) this.#record(event, resident.reference, reason);
    this.#signals.emit({ type: "gone", reference: resident.reference, reason });
  }

  #nameOf(reference: string): string {
    return this.#residents.has(reference) ? reference : this.#options.library.resolve(reference).reference;
  }

  /** A name that the library does not know, or knows two models for, is no resident's. */
  #find(reference: string): LiveResident | undefined {
    const resident = this.#residents.get(reference);
    if (resident !== undefined) return resident;
    try {
      return this.#residents.get(this.#options.library.resolve(reference).reference);
    } catch (error) {
      if (error instanceof TresorError) return undefined;
      throw error;
    }
  }

  #residentOf(reference: string): LiveResident {
    const resident = this.#residents.get(this.#nameOf(reference));
    if (resident === undefined) throw notResident(reference);
    return resident;
  }

  /** False when it changes nothing. */
  #setPinned(reference: string, pinned: boolean, reason: string): boolean {
    if (!this.#pins.set(reference, pinned)) return false;
    this.#record(pinned ? "pinned" : "unpinned", reference, reason);
    const resident = this.#residents.get(reference);
    if (resident !== undefined) this.#owner.changed(resident);
    this.#moved();
    return true;
  }

  #record(event: ResidencyEvent["event"], reference: string, reason: string): void {
    const at = new Date(this.#options.clock.now()).toISOString();
    const entry: ResidencyEvent = { at, event, reference, reason };
    this.#history.add(entry);
    this.#options.logger.info({ reference, reason }, event);
    this.#signals.emit({ type: "history", event: entry });
  }

  /** A digest becomes known in the background. */
  #followLibrary(): void {
    const models = new Map(this.#options.library.models().map((model) => [model.reference, model]));
    for (const resident of this.#residents.values()) {
      const model = models.get(resident.reference);
      if (model !== undefined) resident.followFile(model);
    }
  }

  async #dispose(drainMilliseconds: number): Promise<void> {
    this.#ignoreLibrary();
    this.#keepAliveWatch.dispose();
    const residents = [...this.#residents.values()];
    const drained = new AbortController();
    const deadline = this.#options.clock.sleep(drainMilliseconds, drained.signal).then(
      () => residents.forEach((resident) => resident.abandonLeases()),
      () => undefined,
    );
    await Promise.all(
      residents.map((resident) => resident.leave({ event: "unloaded", reason: "Tresor stops." }, shuttingDown())),
    );
    drained.abort();
    await deadline;
  }
}

const notResident = (reference: string) =>
  new TresorError("not_resident", `${reference} is not resident. \`tresor ps\` shows what is.`);

const shuttingDown = () => new TresorError("shutting_down", "Tresor is stopping.");
