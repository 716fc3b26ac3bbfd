import { leastValueFirst, smallestSet } from "./leaving-order";
import { evictionReason } from "./reasons";
import type { Decision, Need, PlacedResident, Snapshot, Want } from "./snapshot";
import { mayLeaveAt } from "./turns";

/** Contexts from here on are worth a conversation: a shorter one is taken only where no other is possible. */
const worthwhileContext = 2_048;
/** How long a load waits for a system that has no memory left, before its callers are told. Longer than pressure takes to fall. */
const longestPressureMilliseconds = 60_000;

/**
 * What becomes of those who wait for room, the oldest first. Pure; design.md has the rules. One decision for each want, in the order in
 * which they must be carried out.
 */
export function decide(snapshot: Snapshot): readonly Decision[] {
  const room = new Room(snapshot);
  return [...snapshot.wants].sort((one, other) => one.since - other.since).map((want) => place(want, snapshot, room));
}

/** The room as it will be when all that was decided so far has come true. */
class Room {
  readonly #candidates: Set<PlacedResident>;
  /** What a load can take at once. */
  freeBytes: number;
  /** The same when those who leave have left and older wants have got theirs. */
  promisedBytes: number;

  constructor({ residents, capacityBytes }: Snapshot) {
    this.freeBytes = capacityBytes - sum(residents);
    this.promisedBytes = this.freeBytes + sum(residents.filter(({ phase }) => phase === "leaving"));
    this.#candidates = new Set(residents.filter(({ pinned, phase }) => !pinned && phase !== "leaving"));
  }

  get candidates(): readonly PlacedResident[] {
    return [...this.#candidates];
  }

  take(bytes: number): void {
    this.freeBytes -= bytes;
    this.promisedBytes -= bytes;
  }

  /** Keeps the room that these will leave for a want of so many bytes. */
  reserve(leaving: readonly PlacedResident[], bytes: number): void {
    for (const resident of leaving) this.#candidates.delete(resident);
    this.promisedBytes += sum(leaving) - bytes;
  }
}

function place(want: Want, snapshot: Snapshot, room: Room): Decision {
  const { reference } = want;
  const staying = snapshot.residents.filter(({ pinned, phase }) => pinned && phase !== "leaving");
  const mostBytes = snapshot.capacityBytes - sum(staying);
  const needs = acceptable(want.needs, mostBytes, snapshot.pressure.level);
  const least = needs.at(-1);
  const pinned = staying.map((resident) => resident.reference);
  if (least === undefined) {
    const moving = snapshot.residents.filter(({ phase }) => phase !== "ready").map((resident) => resident.reference);
    const underLimit = want.needs.some(({ bytes }) => bytes <= snapshot.limitBytes - sum(staying));
    if (underLimit && moving.length > 0) return { type: "wait", reference, for: moving, until: null };
    return { type: "refuse", reference, cause: "tooLarge", mostBytes, pinned };
  }
  const held = heldByPressure(want, snapshot);
  if (held !== null) {
    return held <= snapshot.now
      ? { type: "refuse", reference, cause: "pressure", mostBytes, pinned }
      : { type: "wait", reference, for: [], until: held };
  }
  const fitting = needs.find(({ bytes }) => bytes <= Math.min(room.freeBytes, room.promisedBytes));
  if (fitting !== undefined) {
    room.take(fitting.bytes);
    return { type: "admit", reference, need: want.needs.indexOf(fitting) };
  }
  return makeRoom(want, least.bytes, snapshot, room);
}

/** Somebody has left already, or is to: the smallest set, those first who may leave now. */
function makeRoom(want: Want, bytes: number, { now, residents }: Snapshot, room: Room): Decision {
  const { reference } = want;
  const missing = bytes - room.promisedBytes;
  const leaving = chosenFor(want, missing, now, room);
  if (leaving === null) {
    // Older wants have it; one of them may turn out not to need it.
    return { type: "wait", reference, for: room.candidates.map((resident) => resident.reference), until: null };
  }
  room.reserve(leaving, bytes);
  if (leaving.length === 0) {
    const gone = residents.filter(({ phase }) => phase === "leaving").map((resident) => resident.reference);
    return { type: "wait", reference, for: gone, until: null };
  }
  const until = Math.max(...leaving.map((resident) => mayLeaveAt(resident, want)));
  if (until > now) {
    const names = leaving.map((resident) => resident.reference);
    return { type: "wait", reference, for: names, until: Number.isFinite(until) ? until : null };
  }
  return {
    type: "evict",
    reference,
    leaving: leaving.map((resident) => ({
      reference: resident.reference,
      reason: evictionReason(resident, want, bytes, now),
    })),
  };
}

function chosenFor(want: Want, missing: number, now: number, room: Room): readonly PlacedResident[] | null {
  const [free, busy] = [room.candidates, room.candidates].map((all, index) =>
    leastValueFirst(
      all.filter((resident) => mayLeaveAt(resident, want) <= now === (index === 0)),
      now,
    ),
  ) as [readonly PlacedResident[], readonly PlacedResident[]];
  return smallestSet(free, missing) ?? smallestSet([...free, ...busy], missing);
}

/** Of those that are possible at all the worthwhile ones, if there are any; under pressure only the least of them. */
function acceptable(needs: readonly Need[], mostBytes: number, level: Snapshot["pressure"]["level"]): readonly Need[] {
  const possible = needs.filter(({ bytes }) => bytes <= mostBytes);
  const worth = Math.min(worthwhileContext, needs[0]?.context ?? 0);
  const worthwhile = possible.filter(({ context }) => context >= worth);
  const choices = worthwhile.length > 0 ? worthwhile : possible;
  return level === "normal" ? choices : choices.slice(-1);
}

/** Until when the system's state holds a load back; null when it does not. */
function heldByPressure(want: Want, { pressure }: Snapshot): number | null {
  if (pressure.level !== "critical") return null;
  return Math.max(want.since, pressure.since) + longestPressureMilliseconds;
}

const sum = (residents: readonly PlacedResident[]): number => residents.reduce((total, { bytes }) => total + bytes, 0);
