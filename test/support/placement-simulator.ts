import { decide } from "../../src/main/core/residency/placement/decide";
import type {
  Decision,
  Leaving,
  PlacedResident,
  PressureLevel,
  Snapshot,
  Want,
} from "../../src/main/core/residency/placement/snapshot";

export interface SimulatedModel {
  readonly reference: string;
  readonly bytes: number;
  readonly loadMilliseconds: number;
}

export type SimulatedStep =
  | { readonly kind: "ask"; readonly model: number; readonly milliseconds: number; readonly times: number }
  | { readonly kind: "pin" | "unpin" | "crash" | "cancel"; readonly model: number }
  | { readonly kind: "pressure"; readonly level: PressureLevel }
  | { readonly kind: "capacity"; readonly bytes: number }
  | { readonly kind: "pass"; readonly milliseconds: number };

interface Place {
  readonly model: SimulatedModel;
  phase: "absent" | PlacedResident["phase"];
  bytes: number;
  pinned: boolean;
  readyAt: number | null;
  idleSince: number | null;
  /** When the load or the end of the process is through; Infinity while neither runs. */
  movesAt: number;
  /** When each running request ends. */
  running: number[];
  queue: { readonly since: number; readonly milliseconds: number }[];
  /** Whether somebody was served since it was admitted, or all who waited for it went away. */
  worthIt: boolean;
}

const unloadMilliseconds = 40;
const mostSteps = 20_000;

/** Plays residency with nothing but the pure decisions, in made-up time, and fails at the first thing that must not happen. */
export class PlacementSimulator {
  now = 0;
  served = 0;
  refused = 0;
  cancelled = 0;
  evictions = 0;
  readonly #places: readonly Place[];
  #capacityBytes: number;
  #pressure: Snapshot["pressure"] = { level: "normal", since: 0 };
  #decideAt = Infinity;
  #steps = 0;

  constructor(models: readonly SimulatedModel[], capacityBytes: number) {
    this.#capacityBytes = capacityBytes;
    this.#places = models.map((model) => ({
      model,
      phase: "absent",
      bytes: 0,
      pinned: false,
      readyAt: null,
      idleSince: null,
      movesAt: Infinity,
      running: [],
      queue: [],
      worthIt: false,
    }));
  }

  take(step: SimulatedStep): void {
    if (step.kind === "pass") return this.#passUntil(this.now + step.milliseconds);
    if (step.kind === "pressure") this.#pressure = { level: step.level, since: this.now };
    else if (step.kind === "capacity") this.#capacityBytes = step.bytes;
    else this.#touch(this.#at(step.model), step);
    this.#settle();
  }

  /** No more comes; whoever waits is served or told no. Fails when that never happens. */
  finish(): void {
    this.take({ kind: "pressure", level: "normal" });
    while (this.#places.some(({ queue, running }) => queue.length + running.length > 0)) {
      const next = this.#nextEvent();
      check(Number.isFinite(next), "somebody waits and nothing will ever happen");
      this.#passUntil(next);
    }
  }

  #touch(place: Place, step: Exclude<SimulatedStep, { kind: "pass" | "pressure" | "capacity" }>): void {
    switch (step.kind) {
      case "ask":
        for (let time = 0; time < step.times; time += 1) {
          place.queue.push({ since: this.now, milliseconds: step.milliseconds });
        }
        break;
      case "pin":
        place.pinned ||= place.phase === "ready";
        break;
      case "unpin":
        place.pinned = false;
        break;
      case "cancel":
        this.cancelled += place.queue.length;
        place.queue = [];
        place.worthIt = true;
        break;
      case "crash":
        if (place.phase === "absent") return;
        this.cancelled += place.running.length;
        this.#remove(place);
    }
  }

  #passUntil(end: number): void {
    for (let next = this.#nextEvent(); next <= end; next = this.#nextEvent()) {
      check((this.#steps += 1) < mostSteps, "it goes on and on");
      this.now = Math.max(this.now, next);
      for (const place of this.#places) this.#move(place);
      this.#settle();
    }
    this.now = Math.max(this.now, end);
  }

  #nextEvent(): number {
    return Math.min(this.#decideAt, ...this.#places.flatMap(({ movesAt, running }) => [movesAt, ...running]));
  }

  #move(place: Place): void {
    const before = place.running.length;
    place.running = place.running.filter((end) => end > this.now);
    this.served += before - place.running.length;
    if (before > 0 && place.running.length === 0) {
      place.idleSince = this.now;
      if (place.phase === "leaving") place.movesAt = this.now + unloadMilliseconds;
    }
    if (place.movesAt > this.now) return;
    place.movesAt = Infinity;
    if (place.phase === "leaving") this.#remove(place);
    else if (place.phase === "loading") {
      place.phase = "ready";
      place.readyAt = this.now;
      place.idleSince = this.now;
    }
  }

  #remove(place: Place): void {
    Object.assign(place, { phase: "absent", bytes: 0, readyAt: null, idleSince: null, movesAt: Infinity, running: [] });
  }

  /** Grants what can be granted, then asks for decisions and carries them out. */
  #settle(): void {
    for (const place of this.#places) {
      if (place.phase !== "ready" || place.queue.length === 0) continue;
      place.running.push(...place.queue.map(({ milliseconds }) => this.now + milliseconds));
      place.queue = [];
      place.idleSince = null;
      place.worthIt = true;
    }
    this.#decideAt = Infinity;
    const snapshot = this.#snapshot();
    if (snapshot.wants.length === 0) return;
    const decisions = decide(snapshot);
    check(
      new Set(decisions.map(({ reference }) => reference)).size === snapshot.wants.length,
      "each want gets one decision",
    );
    for (const decision of decisions) this.#carryOut(decision, snapshot);
  }

  #carryOut(decision: Decision, snapshot: Snapshot): void {
    const place = this.#find(decision.reference);
    switch (decision.type) {
      case "admit": {
        const bytes = snapshot.wants.find(({ reference }) => reference === decision.reference)?.needs[decision.need]
          ?.bytes;
        place.phase = "loading";
        place.bytes = bytes ?? NaN;
        place.worthIt = false;
        place.movesAt = this.now + place.model.loadMilliseconds;
        check(this.#takenBytes() <= this.#capacityBytes, "never over budget");
        return;
      }
      case "evict":
        check(decision.leaving.length > 0, "an eviction names somebody");
        for (const leaving of decision.leaving) this.#evict(leaving, decision.reference);
        return;
      case "wait":
        if (decision.until !== null) this.#decideAt = Math.min(this.#decideAt, decision.until);
        check(decision.until === null || decision.until > this.now, "waiting until now is no waiting");
        return;
      case "refuse": {
        const staying = this.#places.filter(({ pinned, phase }) => pinned && phase !== "absent");
        const most = this.#capacityBytes - staying.reduce((sum, { bytes }) => sum + bytes, 0);
        const possible = needsOf(place.model).some(({ bytes }) => bytes <= most);
        check(decision.cause === "pressure" ? this.#pressure.level === "critical" : !possible, "refused without need");
        this.refused += place.queue.length;
        place.queue = [];
      }
    }
  }

  #evict({ reference, reason }: Leaving, forWhom: string): void {
    const place = this.#find(reference);
    check(!place.pinned, "a pinned one never leaves");
    check(place.phase === "ready", "only who is there can leave");
    check(place.worthIt, "no load for nothing");
    check(reason.includes(forWhom) && /\d (GB|MB) needed/.test(reason), "always a reason");
    this.evictions += 1;
    place.phase = "leaving";
    if (place.running.length === 0) place.movesAt = this.now + unloadMilliseconds;
  }

  #snapshot(): Snapshot {
    const residents = this.#places.flatMap((place): PlacedResident[] => {
      const { model, phase, bytes, pinned, readyAt, idleSince, running, queue } = place;
      if (phase === "absent") return [];
      const { reference, loadMilliseconds } = model;
      const uses = running.length + queue.length;
      return [{ reference, phase, bytes, pinned, uses, readyAt, idleSince, expiresAt: null, loadMilliseconds }];
    });
    const wants = this.#places.flatMap(({ model, phase, queue }): Want[] => {
      const [first] = queue;
      if (phase !== "absent" || first === undefined) return [];
      const { reference, loadMilliseconds } = model;
      return [{ reference, needs: needsOf(model), since: first.since, waiting: queue.length, loadMilliseconds }];
    });
    const capacityBytes = this.#capacityBytes;
    return { now: this.now, capacityBytes, limitBytes: capacityBytes, pressure: this.#pressure, residents, wants };
  }

  #takenBytes(): number {
    return this.#places.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  #at(index: number): Place {
    const place = this.#places[index % this.#places.length];
    if (place === undefined) throw new Error("there are no models");
    return place;
  }

  #find(reference: string): Place {
    const place = this.#places.find(({ model }) => model.reference === reference);
    if (place === undefined) throw new Error(`there is no ${reference}`);
    return place;
  }
}

/** Three ways to load it, the last one too small to be worth it where another is possible. */
function needsOf({ bytes }: SimulatedModel): Want["needs"] {
  return [
    { context: 8_192, bytes: bytes * 1.25 },
    { context: 4_096, bytes },
    { context: 512, bytes: bytes * 0.9 },
  ];
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`broken: ${what}`);
}
