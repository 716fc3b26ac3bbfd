import { TresorError } from "../../../shared/errors";
import type { Resident } from "../../../shared/shapes/resident";
import type { Clock } from "../kernel/clock";
import type { Residency, ResidencySignal } from "./residency-port";

/** Other programs give memory back without telling. */
const tryAgainMilliseconds = 60_000;

export interface PinKeeperOptions {
  readonly residency: Pick<Residency, "held" | "keep" | "find" | "load" | "couldLoad" | "onEvent">;
  /** The models of roles that are to be kept; empty when the user does not want that. */
  readonly roleReferences: () => readonly string[];
  readonly clock: Clock;
  /** A load of something that is to be resident has failed. */
  readonly onFault: (reference: string, error: TresorError) => void;
}

/**
 * Brings in what is to be resident: at the start in the user's order, and again whenever there may be room for what was refused, or a
 * process has died. What the user unloads that is held for a role stays away until it is asked for.
 */
export class PinKeeper {
  readonly #options: PinKeeperOptions;
  readonly #ignoreResidency: () => void;
  readonly #unloaded = new Set<string>();
  #working = false;
  #again = false;
  #cancelTimer: (() => void) | null = null;
  #disposed = false;

  constructor(options: PinKeeperOptions) {
    this.#options = options;
    this.#ignoreResidency = options.residency.onEvent((signal) => this.#notice(signal));
    this.followRoles();
  }

  /** Which models the roles lead to has changed, or whether they are to be kept. */
  followRoles(): void {
    this.#options.residency.keep(this.#options.roleReferences());
  }

  /** Loads all that are to be resident, one after the other; a failure is told and does not stop the others. */
  async start(): Promise<void> {
    for (const reference of this.#options.residency.held()) await this.#load(reference);
    this.wake();
  }

  /** Looks again for what is missing and could be had now. */
  wake(): void {
    this.#again = true;
    if (!this.#working) void this.#work();
  }

  dispose(): void {
    this.#disposed = true;
    this.#ignoreResidency();
    this.#cancelTimer?.();
  }

  async #work(): Promise<void> {
    this.#working = true;
    while (this.#again && !this.#disposed) {
      this.#again = false;
      for (const reference of this.#missing()) {
        if (await this.#options.residency.couldLoad(reference)) await this.#load(reference);
      }
    }
    this.#working = false;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#disposed || this.#missing().length === 0) return;
    this.#cancelTimer = this.#options.clock.after(tryAgainMilliseconds, () => this.wake());
  }

  #missing(): readonly string[] {
    const { residency } = this.#options;
    return residency
      .held()
      .filter((reference) => !this.#unloaded.has(reference) && isMissing(residency.find(reference)));
  }

  async #load(reference: string): Promise<void> {
    try {
      await this.#options.residency.load(reference, { reason: "Pinned." });
    } catch (thrown) {
      const error = TresorError.from(thrown);
      if (error.code !== "shutting_down" && error.code !== "cancelled") this.#options.onFault(reference, error);
    }
  }

  #notice(signal: ResidencySignal): void {
    if (signal.type === "gone") this.wake();
    if (signal.type !== "history") return;
    const { event, reference } = signal.event;
    if (event === "unloaded") this.#unloaded.add(reference);
    if (event === "loaded" || event === "pinned") this.#unloaded.delete(reference);
    if (event === "failed" || event === "unpinned") this.wake();
  }
}

/** A file that cannot be loaded will not be loadable a minute later; a process that died may live. */
function isMissing(resident: Resident | undefined): boolean {
  return resident === undefined || (resident.state === "failed" && resident.error?.code === "worker_died");
}
