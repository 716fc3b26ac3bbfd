import { TresorError } from "../../../shared/errors";
import type { ResidencyEvent, ResidencyProof, Resident, Seal } from "../../../shared/shapes/resident";
import { Emitter } from "../kernel/emitter";
import { DemandBook } from "./demand-book";
import { ResidencyHistory } from "./history";
import { expiryReason, keepAliveSeconds } from "./keep-alive";
import { KeepAliveWatch } from "./keep-alive-watch";
import { LiveResident } from "./live-resident";
import type { MeasuredResidency, ResidencyOptions } from "./measured-residency";
import { ModelLoader } from "./model-loader";
import { PinBook } from "./pin-book";
import type { PlacedResident, PressureLevel } from "./placement/snapshot";
import type { Lease, LeaseWish, LoadWish, ResidencySignal } from "./residency-port";
import type { Departure, OwnedResident, ResidentOwner } from "./resident-owner";
import { notResident, ResidentList } from "./resident-list";
import { RoomKeeper } from "./room-keeper";
import { WaitingRoom } from "./waiting-room";

export function createResidency(options: ResidencyOptions): MeasuredResidency {
  return new ModelResidency(options);
}

/** Who is resident: puts the parts of this folder together and keeps the history. design.md says who decides what. */
class ModelResidency implements MeasuredResidency {
  readonly #options: ResidencyOptions;
  readonly #residents: ResidentList;
  readonly #pins: PinBook;
  readonly #demands = new DemandBook();
  readonly #history = new ResidencyHistory();
  readonly #signals: Emitter<ResidencySignal>;
  readonly #room: RoomKeeper;
  readonly #keepAliveWatch: KeepAliveWatch;
  readonly #waitingRoom: WaitingRoom;
  readonly #owner: ResidentOwner;
  readonly #ignoreLibrary: () => void;
  #disposal: Promise<void> | null = null;

  constructor(options: ResidencyOptions) {
    this.#options = options;
    const { clock, memory, gpu, preferences, logger } = options;
    this.#residents = new ResidentList(options.library);
    this.#pins = new PinBook(options.pinned, options.onPinsChanged);
    this.#signals = new Emitter((error) => logger.error({ err: error }, "a listener of residency failed"));
    this.#room = new RoomKeeper({
      clock,
      memory,
      gpu,
      memoryLimitBytes: () => preferences().memoryLimitBytes,
      reserveBytes: () => preferences().reserveBytes,
      residents: () => this.#residents.all(),
      waiting: (reference) => ({ count: this.#demands.count(reference), since: this.#demands.oldest(reference) }),
      evict: (reference, reason) => this.#send(reference, { event: "evicted", reason }),
    });
    this.#keepAliveWatch = new KeepAliveWatch({
      clock,
      residents: () => this.#residents.all(),
      expire: ({ reference, keepAliveSeconds: seconds }) =>
        this.#send(reference, { event: "expired", reason: expiryReason(seconds ?? 0) }),
    });
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
    this.#waitingRoom = new WaitingRoom({
      clock,
      logger,
      residents: this.#residents,
      demands: this.#demands,
      loader: new ModelLoader(options, this.#room),
      room: this.#room,
      add: (reference) => this.#add(reference),
      send: (reference, departure) => this.#send(reference, departure),
      changed: (resident) => this.#owner.changed(resident),
      moved: () => this.#moved(),
      throwIfOver: () => {
        if (this.#disposal !== null) throw shuttingDown();
      },
    });
    // A digest becomes known in the background.
    this.#ignoreLibrary = options.library.onChange(() => this.#residents.followFiles(options.library.models()));
  }

  residents(): readonly Resident[] {
    return this.#residents.all().map((resident) => resident.snapshot());
  }

  find(reference: string): Resident | undefined {
    return this.#residents.find(reference)?.snapshot();
  }

  history(): readonly ResidencyEvent[] {
    return this.#history.events();
  }

  load(reference: string, wish: LoadWish = {}): Promise<Resident> {
    return this.#waitingRoom.whenReady({
      reference,
      wish,
      reason: wish.reason ?? "Asked to load.",
      request: null,
      use: (resident) => {
        this.#keepFor(resident, wish);
        return resident.snapshot();
      },
    });
  }

  lease(reference: string, wish: LeaseWish): Promise<Lease> {
    return this.#waitingRoom.whenReady({
      reference,
      wish,
      reason: `Asked for by ${wish.client}.`,
      request: wish,
      use: (resident) => {
        this.#keepFor(resident, wish);
        return resident.grant(wish);
      },
    });
  }

  async unload(reference: string, reason: string): Promise<Resident> {
    const resident = this.#residents.require(reference);
    this.#setPinned(resident.reference, false, reason);
    const cancellation = new TresorError("cancelled", `${resident.reference} was unloaded while it was loading.`);
    await resident.leave({ event: "unloaded", reason }, cancellation);
    return resident.snapshot();
  }

  pin(reference: string): Promise<Resident> {
    return this.#waitingRoom.whenReady({
      reference,
      wish: {},
      reason: "Pinned.",
      request: null,
      use: (resident) => {
        this.#setPinned(resident.reference, true, "Asked to pin.");
        return resident.snapshot();
      },
    });
  }

  async unpin(reference: string): Promise<Resident> {
    const resident = this.#residents.find(reference);
    if (resident !== undefined) {
      this.#setPinned(resident.reference, false, "Asked to unpin.");
      return resident.snapshot();
    }
    const name = this.#pins.has(reference) ? reference : this.#residents.nameOf(reference);
    if (!this.#setPinned(name, false, "Asked to unpin.")) throw notResident(reference);
    throw new TresorError("not_resident", `${reference} is not resident; its pin was taken off.`);
  }

  keep(references: readonly string[]): void {
    if (this.#pins.keep(references)) this.#showAll();
  }

  adoptPins(references: readonly string[]): void {
    const { added, removed } = this.#pins.adopt(references);
    for (const reference of added) this.#record("pinned", reference, "Pinned in the settings.");
    for (const reference of removed) this.#record("unpinned", reference, "Unpinned in the settings.");
    this.#showAll();
  }

  held(): readonly string[] {
    return this.#pins.references();
  }

  couldLoad(reference: string): Promise<boolean> {
    return this.#waitingRoom.could(reference, {}, null);
  }

  recordMemory(reference: string, bytes: number): void {
    this.#residents.get(reference)?.recordMemory(bytes);
  }

  recordProof(reference: string, pid: number, proof: ResidencyProof): void {
    this.#residents.get(reference)?.recordProof(pid, proof);
  }

  async probeSeal(reference: string): Promise<Seal | null> {
    return (await this.#residents.get(reference)?.probeSeal()) ?? null;
  }

  touch(reference: string): void {
    this.#residents.get(reference)?.touch();
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
    for (const resident of this.#residents.all()) resident.forgetPrefixes();
  }

  onEvent(listener: (event: ResidencySignal) => void): () => void {
    return this.#signals.on(listener);
  }

  dispose(drainMilliseconds: number): Promise<void> {
    this.#disposal ??= this.#dispose(drainMilliseconds);
    return this.#disposal;
  }

  /** Lets a resident leave; its end is nobody's to wait for here. */
  #send(reference: string, departure: Departure): void {
    const cancellation = new TresorError("cancelled", `${reference} leaves: ${departure.reason}.`);
    const leaving = this.#residents.get(reference)?.leave(departure, cancellation);
    leaving?.catch((err: unknown) => this.#options.logger.error({ reference, err }, "a resident could not leave"));
  }

  /** What is pinned has changed. */
  #showAll(): void {
    for (const resident of this.#residents.all()) this.#owner.changed(resident);
    this.#moved();
  }

  #moved(): void {
    if (this.#disposal !== null) return;
    this.#keepAliveWatch.update();
    this.#room.wake();
  }

  #keepFor(resident: LiveResident, wish: LoadWish): void {
    resident.keepFor(keepAliveSeconds(wish.keepAliveSeconds, resident.reference, this.#options.keepAlive()));
  }

  #add(reference: string): LiveResident {
    const resident = new LiveResident(this.#options.library.resolve(reference), this.#owner);
    this.#residents.add(resident);
    this.#owner.changed(resident);
    return resident;
  }

  #remove(resident: OwnedResident, { event, reason }: Departure): void {
    this.#residents.delete(resident.reference);
    if (resident.snapshot().loadedAt !== null) this.#record(event, resident.reference, reason);
    this.#signals.emit({ type: "gone", reference: resident.reference, reason });
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

  async #dispose(drainMilliseconds: number): Promise<void> {
    this.#ignoreLibrary();
    this.#keepAliveWatch.dispose();
    const residents = this.#residents.all();
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

const shuttingDown = () => new TresorError("shutting_down", "Tresor is stopping.");
