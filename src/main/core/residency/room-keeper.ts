import { TresorError } from "../../../shared/errors";
import type { Model } from "../../../shared/shapes/model";
import type { Clock } from "../kernel/clock";
import { cancellation } from "../kernel/until-aborted";
import { balanceMemory } from "../telemetry/memory-balance";
import type { MachineMemory, MachineMemoryFacts } from "../telemetry/memory-facts";
import { refusal, type LoadPlan, type Shortage } from "./budget";
import type { LiveResident } from "./live-resident";
import { decide } from "./placement/decide";
import { assumedLoadMilliseconds, placedResident } from "./placement/placed-resident";
import type { Decision, PlacedResident, Pressure, PressureLevel, Snapshot, Want } from "./placement/snapshot";

/** Other programs give memory back without telling. */
const lookAgainMilliseconds = 2_000;

/** A load that has its plans and needs room for one of them. */
export interface Claim {
  readonly resident: LiveResident;
  readonly model: Model;
  /** Best first; never empty. */
  readonly plans: readonly LoadPlan[];
  readonly signal: AbortSignal;
}

export interface RoomKeeperOptions {
  readonly clock: Clock;
  readonly memory: MachineMemory;
  readonly gpu: boolean;
  readonly memoryLimitBytes: () => number | null;
  readonly reserveBytes: () => number | null;
  readonly residents: () => readonly LiveResident[];
  readonly waiting: (reference: string) => { readonly count: number; readonly since: number | null };
  readonly evict: (reference: string, reason: string) => void;
}

interface WaitingClaim extends Claim {
  readonly since: number;
  readonly settle: (outcome: LoadPlan | TresorError) => void;
}

/**
 * Gives room to loads, one decision after the other: reads the machine's memory, lets `placement/decide` decide over a snapshot, and
 * carries the decisions out before anything else can happen.
 */
export class RoomKeeper {
  readonly #options: RoomKeeperOptions;
  readonly #claims = new Set<WaitingClaim>();
  readonly #loadMilliseconds = new Map<string, number>();
  #pressure: Pressure;
  #deciding = false;
  #decideAgain = false;
  #cancelTimer: (() => void) | null = null;

  constructor(options: RoomKeeperOptions) {
    this.#options = options;
    this.#pressure = { level: "normal", since: options.clock.now() };
  }

  /**
   * Waits for room for one of the plans, and admits the resident with it in the same moment.
   * @throws TresorError `insufficient_memory` when there will be none, or what the signal aborts with
   */
  claim(claim: Claim): Promise<LoadPlan> {
    return new Promise((resolve, reject) => {
      const { signal } = claim;
      const abort = () => waiting.settle(cancellation(signal));
      const waiting: WaitingClaim = {
        ...claim,
        since: this.#options.clock.now(),
        settle: (outcome) => {
          signal.removeEventListener("abort", abort);
          this.#claims.delete(waiting);
          if (this.#claims.size === 0) this.#stopTimer();
          if (outcome instanceof TresorError) reject(outcome);
          else resolve(outcome);
        },
      };
      signal.addEventListener("abort", abort, { once: true });
      this.#claims.add(waiting);
      this.wake();
    });
  }

  /** Something has changed that may make room. */
  wake(): void {
    if (this.#claims.size === 0) return;
    this.#decideAgain = true;
    if (!this.#deciding) void this.#decideWhileNeeded();
  }

  /** Whether one of the plans would fit if all left that may; `except` is counted as gone. */
  async couldFit(plans: readonly LoadPlan[], except: LiveResident | null): Promise<boolean> {
    const snapshot = this.#snapshot(await this.#options.memory());
    const staying = snapshot.residents.filter(({ pinned, reference }) => pinned && reference !== except?.reference);
    const most = snapshot.capacityBytes - staying.reduce((sum, { bytes }) => sum + bytes, 0);
    return plans.some(({ estimate }) => estimate.totalBytes <= most);
  }

  /** How long a load took; what the next one of the same model is expected to take. */
  learn(reference: string, loadMilliseconds: number): void {
    this.#loadMilliseconds.set(reference, loadMilliseconds);
  }

  /** As learned; null: it was not loaded yet. */
  loadMilliseconds(reference: string): number | null {
    return this.#loadMilliseconds.get(reference) ?? null;
  }

  setPressure(level: PressureLevel): void {
    if (level === this.#pressure.level) return;
    this.#pressure = { level, since: this.#options.clock.now() };
    this.wake();
  }

  /** All that take memory now, as placement sees them. */
  placed(): readonly PlacedResident[] {
    return this.#options.residents().flatMap((resident) => {
      const waiting = this.#options.waiting(resident.reference).count;
      const loadMilliseconds = this.loadMilliseconds(resident.reference);
      return placedResident(resident.snapshot(), { leaving: resident.isLeaving, waiting, loadMilliseconds }) ?? [];
    });
  }

  async #decideWhileNeeded(): Promise<void> {
    this.#deciding = true;
    try {
      while (this.#decideAgain && this.#claims.size > 0) {
        this.#decideAgain = false;
        const facts = await this.#options.memory();
        if (this.#claims.size > 0) this.#decide(this.#snapshot(facts));
      }
    } catch (thrown) {
      for (const claim of [...this.#claims]) claim.settle(TresorError.from(thrown));
    } finally {
      this.#deciding = false;
    }
  }

  #decide(snapshot: Snapshot): void {
    const decisions = decide(snapshot);
    for (const decision of decisions) this.#carryOut(decision, snapshot);
    const times = decisions.flatMap((decision) =>
      decision.type === "wait" && decision.until !== null ? [decision.until - snapshot.now] : [],
    );
    this.#stopTimer();
    if (this.#claims.size === 0) return;
    const wait = Math.max(1, Math.min(lookAgainMilliseconds, ...times));
    this.#cancelTimer = this.#options.clock.after(wait, () => this.wake());
  }

  #carryOut(decision: Decision, snapshot: Snapshot): void {
    const claim = [...this.#claims].find(({ resident }) => resident.reference === decision.reference);
    if (claim === undefined) return;
    switch (decision.type) {
      case "admit": {
        const plan = claim.plans[decision.need];
        if (plan === undefined)
          throw new TresorError("internal", "A load was admitted with a plan that it does not have.");
        claim.resident.admit(claim.model, plan);
        claim.settle(plan);
        return;
      }
      case "evict":
        for (const { reference, reason } of decision.leaving) this.#options.evict(reference, reason);
        return;
      case "refuse":
        claim.settle(refusal(claim.resident.reference, claim.plans, shortage(decision, snapshot)));
        return;
      case "wait":
        return;
    }
  }

  #snapshot(facts: MachineMemoryFacts): Snapshot {
    const { clock, gpu, memoryLimitBytes, reserveBytes, residents } = this.#options;
    const balance = balanceMemory({
      facts,
      residents: residents().map((resident) => resident.snapshot()),
      wishedLimitBytes: memoryLimitBytes(),
      wishedReserveBytes: reserveBytes(),
      gpu,
    });
    const machineBytes = facts.totalBytes - balance.reserveBytes - balance.systemBytes;
    return {
      now: clock.now(),
      capacityBytes: Math.min(balance.memoryLimitBytes, machineBytes),
      limitBytes: Math.min(balance.memoryLimitBytes, facts.totalBytes - balance.reserveBytes),
      pressure: this.#pressure,
      residents: this.placed(),
      wants: [...this.#claims].map((claim) => this.#want(claim)),
    };
  }

  #want({ resident: { reference }, plans, since }: WaitingClaim): Want {
    const waiting = this.#options.waiting(reference);
    const needs = plans.map(({ context, estimate }) => ({ context, bytes: estimate.totalBytes }));
    return {
      reference,
      needs,
      since: Math.min(since, waiting.since ?? since),
      waiting: Math.max(1, waiting.count),
      loadMilliseconds: this.#loadMilliseconds.get(reference) ?? assumedLoadMilliseconds(needs[0]?.bytes ?? 0),
    };
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }
}

function shortage(decision: Extract<Decision, { type: "refuse" }>, { residents, limitBytes }: Snapshot): Shortage {
  const pinned = residents.filter(({ reference }) => decision.pinned.includes(reference));
  return { cause: decision.cause, mostBytes: Math.max(0, decision.mostBytes), memoryLimitBytes: limitBytes, pinned };
}
