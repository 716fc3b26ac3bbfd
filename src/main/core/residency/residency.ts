import { TresorError } from "../../../shared/errors";
import type { ResidencyEvent, Resident } from "../../../shared/shapes/resident";
import { Emitter } from "../kernel/emitter";
import { ResidencyHistory } from "./history";
import { LiveResident, type ResidentOwner } from "./live-resident";
import { ModelLoader, type ModelLoaderOptions } from "./model-loader";
import type { Lease, LeaseWish, LoadWish, Residency, ResidencySignal } from "./residency-port";
import { SharedLoad } from "./shared-load";
import { throwIfAborted, untilAborted } from "../kernel/until-aborted";

export interface ResidencyOptions extends ModelLoaderOptions {
  /** Pinned from the start, whether loaded yet or not: a pin outlives a restart and a load that is refused. */
  readonly pinned: readonly string[];
  /** All pinned references, in the order in which they were pinned. */
  readonly onPinsChanged: (references: readonly string[]) => void;
}

/** The Residency port, with what the monitor of the machine tells it. */
export interface MeasuredResidency extends Residency {
  /** What the resident's process holds now; of no effect when there is no such resident. */
  recordMemory(reference: string, bytes: number): void;
}

export function createResidency(options: ResidencyOptions): MeasuredResidency {
  return new ModelResidency(options);
}

/** Who is resident. States are in resident-state.ts, loading in model-loader.ts, the rest of one resident's life in live-resident.ts. */
class ModelResidency implements MeasuredResidency {
  readonly #options: ResidencyOptions;
  readonly #residents = new Map<string, LiveResident>();
  readonly #pins: Set<string>;
  readonly #history = new ResidencyHistory();
  readonly #signals: Emitter<ResidencySignal>;
  readonly #loader: ModelLoader;
  readonly #owner: ResidentOwner;
  readonly #ignoreLibrary: () => void;
  #disposal: Promise<void> | null = null;

  constructor(options: ResidencyOptions) {
    this.#options = options;
    this.#pins = new Set(options.pinned);
    this.#signals = new Emitter((error) => options.logger.error({ err: error }, "a listener of residency failed"));
    this.#loader = new ModelLoader(options, () => this.residents());
    this.#owner = {
      clock: options.clock,
      isPinned: (reference) => this.#pins.has(reference),
      changed: (resident) => this.#signals.emit({ type: "changed", resident: resident.snapshot() }),
      gone: (resident, reason) => this.#remove(resident, reason),
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
    return this.#whenReady(reference, wish, "Asked to load.", (resident) => resident.snapshot());
  }

  lease(reference: string, wish: LeaseWish): Promise<Lease> {
    return this.#whenReady(reference, wish, `Asked for by ${wish.client}.`, (resident) => resident.grant(wish));
  }

  async unload(reference: string, reason: string): Promise<Resident> {
    const resident = this.#residentOf(reference);
    this.#setPinned(resident.reference, false, reason);
    const cancellation = new TresorError("cancelled", `${resident.reference} was unloaded while it was loading.`);
    await resident.leave(reason, cancellation);
    return resident.snapshot();
  }

  pin(reference: string): Promise<Resident> {
    return this.#whenReady(reference, {}, "Pinned.", (resident) => {
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

  recordMemory(reference: string, bytes: number): void {
    this.#residents.get(reference)?.recordMemory(bytes);
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
   * needed. One that is leaving is waited for and loaded anew.
   */
  async #whenReady<T>(
    reference: string,
    wish: LoadWish,
    reason: string,
    use: (resident: LiveResident) => T,
  ): Promise<T> {
    for (;;) {
      if (this.#disposal !== null) throw shuttingDown();
      throwIfAborted(wish.signal);
      const name = this.#nameOf(reference);
      const resident = this.#residents.get(name) ?? this.#add(name);
      if (resident.isLeaving) {
        await untilAborted(resident.gone, wish.signal);
      } else if (resident.phase === "ready") {
        return use(resident);
      } else if (resident.load?.cancelled === true) {
        await untilAborted(resident.load.ended, wish.signal);
      } else {
        const load = resident.load ?? this.#startLoad(resident, wish, reason);
        await load.join(wish, () => new TresorError("cancelled", `Nobody waited for ${name} any more.`));
        if (resident.error !== null) throw resident.error;
      }
    }
  }

  #startLoad(resident: LiveResident, wish: LoadWish, reason: string): SharedLoad {
    const load = new SharedLoad((signal, onProgress) =>
      this.#loader.load({ resident, wish, reason, signal, onProgress }),
    );
    resident.startLoad(load);
    return load;
  }

  #add(reference: string): LiveResident {
    const resident = new LiveResident(this.#options.library.resolve(reference), this.#owner);
    this.#residents.set(resident.reference, resident);
    this.#owner.changed(resident);
    return resident;
  }

  #remove(resident: LiveResident, reason: string): void {
    this.#residents.delete(resident.reference);
    if (resident.snapshot().loadedAt !== null) this.#record("unloaded", resident.reference, reason);
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
    if (this.#pins.has(reference) === pinned) return false;
    if (pinned) this.#pins.add(reference);
    else this.#pins.delete(reference);
    this.#options.onPinsChanged([...this.#pins]);
    this.#record(pinned ? "pinned" : "unpinned", reference, reason);
    const resident = this.#residents.get(reference);
    if (resident !== undefined) this.#owner.changed(resident);
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
    const residents = [...this.#residents.values()];
    const drained = new AbortController();
    const deadline = this.#options.clock.sleep(drainMilliseconds, drained.signal).then(
      () => residents.forEach((resident) => resident.abandonLeases()),
      () => undefined,
    );
    await Promise.all(residents.map((resident) => resident.leave("Tresor stops.", shuttingDown())));
    drained.abort();
    await deadline;
  }
}

const notResident = (reference: string) =>
  new TresorError("not_resident", `${reference} is not resident. \`tresor ps\` shows what is.`);

const shuttingDown = () => new TresorError("shutting_down", "Tresor is stopping.");
