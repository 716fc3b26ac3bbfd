import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { residentEvents, transition, type ResidentPhase } from "../../../../../src/main/core/residency/resident-state";
import type { Lease } from "../../../../../src/main/core/residency/residency-port";
import { chargeOf } from "../../../../../src/main/core/telemetry/memory-balance";
import { TresorError, type ErrorCode } from "../../../../../src/shared/errors";
import { settled } from "../../../../fakes/clock";
import type { FakeEngine } from "../../../../fakes/engine";
import { ResidencyRig } from "../../../../fakes/residency-rig";

const gigabyte = 1e9;
const references = ["red:f16", "blue:f16", "green:f16"] as const;
/** Enough for two of the three. */
const memoryLimitBytes = 2.5 * gigabyte;

const reference = fc.constantFrom(...references);
const index = fc.nat(7);
const step = fc.oneof(
  fc.record({ kind: fc.constantFrom("load" as const, "lease" as const, "unload" as const), reference }),
  fc.record({ kind: fc.constantFrom("pin" as const, "unpin" as const), reference }),
  fc.record({ kind: fc.constantFrom("abort" as const, "release" as const, "crash" as const, "fail" as const), index }),
  fc.record({ kind: fc.constantFrom("finish" as const, "finish" as const, "settle" as const, "settle" as const) }),
  fc.record({ kind: fc.constant("advance" as const), milliseconds: fc.constantFrom(500, 4_000, 70_000) }),
  fc.record({ kind: fc.constant("script" as const), launch: fc.boolean(), load: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What callers may be told; `internal` would mean an illegal transition or worse. */
const expectedCodes: readonly ErrorCode[] = [
  "cancelled",
  "worker_died",
  "load_failed",
  "insufficient_memory",
  "not_resident",
  "shutting_down",
];

/** Plays a random history, and knows at every moment what must hold. */
class Play {
  readonly rig = new ResidencyRig({ references });
  readonly #pending = new Set<Promise<unknown>>();
  readonly #aborts: AbortController[] = [];
  readonly #leases: Lease[] = [];
  readonly #crashed = new Set<FakeEngine>();
  readonly #codes = new Set<ErrorCode>();
  #evictions = 0;
  #pinnedBefore: readonly string[] = [];

  constructor() {
    this.rig.preferences = { ...this.rig.preferences, memoryLimitBytes };
  }

  async take(step: Step): Promise<void> {
    const { residency, launcher, clock } = this.rig;
    switch (step.kind) {
      case "load":
        this.#watch(residency.load(step.reference, { signal: this.#signal() }));
        break;
      case "lease":
        this.#watch(this.#lease(step.reference));
        break;
      case "unload":
        this.#watch(residency.unload(step.reference, "unloaded"));
        break;
      case "pin":
        this.#watch(residency.pin(step.reference));
        break;
      case "unpin":
        this.#watch(residency.unpin(step.reference));
        break;
      case "abort":
        this.#aborts[step.index]?.abort();
        break;
      case "release":
        this.#leases.splice(step.index, 1)[0]?.release();
        break;
      case "crash":
        this.#crash(launcher.living[step.index]);
        break;
      case "fail":
        launcher.living[step.index]?.failLoad(new TresorError("load_failed", "bad tensor"));
        break;
      case "finish":
        this.#finishAll();
        break;
      case "settle":
        await settled();
        break;
      case "advance":
        await clock.advance(step.milliseconds);
        break;
      case "script":
        launcher.usual = { ...(step.launch ? { launch: "hold" } : {}), ...(step.load ? { load: "hold" } : {}) };
    }
  }

  /** What holds at every moment. */
  check(): void {
    const { residency, launcher } = this.rig;
    const residents = residency.residents();
    const evicted = residency.history().filter(({ event }) => event === "evicted");
    for (const { reference, reason } of evicted.slice(0, evicted.length - this.#evictions)) {
      expect(this.#pinnedBefore).not.toContain(reference);
      expect(reason).toMatch(/^\d+(\.\d+)? GB needed for \w+:f16/);
    }
    this.#evictions = evicted.length;
    this.#pinnedBefore = residents.filter(({ pinned }) => pinned).map((resident) => resident.reference);

    const charged = residents.reduce((sum, resident) => sum + chargeOf(resident), 0);
    expect(charged).toBeLessThanOrEqual(memoryLimitBytes);

    for (const { engine } of this.#leases as (Lease & { engine: FakeEngine })[]) {
      if (!this.#crashed.has(engine)) expect(engine.alive).toBe(true);
    }

    const occupied = residents.filter(({ state }) => state !== "failed");
    expect(launcher.living.length).toBeLessThanOrEqual(occupied.length);
    const loaded = launcher.living.flatMap(({ loadOptions }) => (loadOptions === null ? [] : [loadOptions.path]));
    expect(new Set(loaded).size).toBe(loaded.length);
  }

  /** Ends everything, and sees that nothing is left. */
  async end(): Promise<void> {
    const { rig } = this;
    const launches = rig.launcher.launches;
    const disposal = rig.residency.dispose(1_000);
    await settled();
    rig.launcher.releaseLaunches();
    await rig.clock.advance(1_000);
    await disposal;
    await Promise.all(this.#pending);
    expect(rig.launcher.launches).toBe(launches);
    expect(rig.launcher.living).toEqual([]);
    expect(rig.residency.residents()).toEqual([]);
    await rig.clock.advance(2_000);
    expect(rig.clock.waiting).toBe(0);
    expect([...this.#codes].filter((code) => !expectedCodes.includes(code))).toEqual([]);
    for (const name of references) expectLegal(rig.statesSeen(name) as ResidentPhase[]);
  }

  #crash(engine: FakeEngine | undefined): void {
    if (engine === undefined) return;
    this.#crashed.add(engine);
    engine.crash();
  }

  #finishAll(): void {
    this.rig.launcher.releaseLaunches();
    for (const engine of this.rig.launcher.living) if (engine.loadOptions !== null) engine.finishLoad();
  }

  async #lease(name: string): Promise<void> {
    this.#leases.push(await this.rig.lease(name, { signal: this.#signal() }));
  }

  #signal(): AbortSignal {
    const controller = new AbortController();
    this.#aborts.unshift(controller);
    return controller.signal;
  }

  #watch(promise: Promise<unknown>): void {
    const watched = promise.catch((error: unknown) => this.#codes.add(TresorError.from(error).code));
    this.#pending.add(watched);
  }
}

/** Each state follows from the one before by one event; after `gone` a new resident begins. */
function expectLegal(states: readonly ResidentPhase[]): void {
  states.forEach((state, at) => {
    const before = states[at - 1];
    if (before === undefined || before === "gone") expect(state).toBe("starting");
    else expect(residentEvents.map((event) => transition(before, event))).toContain(state);
  });
}

describe("random histories of loads, leases, pins, crashes and second thoughts", () => {
  it(
    "never break the budget, a lease or the state machine, and leave nothing behind",
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 80, size: "max" }), async (steps) => {
          const play = new Play();
          for (const taken of steps) {
            await play.take(taken);
            play.check();
          }
          await play.end();
        }),
        { numRuns: 150 },
      );
    },
  );
});
