import { describe, expect, it } from "vitest";
import { decide } from "../../../../../../src/main/core/residency/placement/decide";
import type { PlacedResident, Snapshot, Want } from "../../../../../../src/main/core/residency/placement/snapshot";

const gigabyte = 1e9;
const now = 1_000_000;

const resident = (reference: string, gigabytes: number, rest: Partial<PlacedResident> = {}): PlacedResident => ({
  reference,
  phase: "ready",
  bytes: gigabytes * gigabyte,
  pinned: false,
  uses: 0,
  readyAt: now - 600_000,
  idleSince: now - 60_000,
  expiresAt: null,
  loadMilliseconds: 1_000,
  ...rest,
});
const inUse = { uses: 1, idleSince: null };

const want = (reference: string, gigabytes: number, rest: Partial<Want> = {}): Want => ({
  reference,
  needs: [{ context: 8_192, bytes: gigabytes * gigabyte }],
  since: now,
  waiting: 1,
  loadMilliseconds: 1_000,
  ...rest,
});

const decided = (residents: readonly PlacedResident[], wants: readonly Want[], rest: Partial<Snapshot> = {}) =>
  decide({
    now,
    capacityBytes: 100 * gigabyte,
    limitBytes: 100 * gigabyte,
    pressure: { level: "normal", since: 0 },
    residents,
    wants,
    ...rest,
  });

const leavingOf = (decisions: ReturnType<typeof decide>) =>
  decisions.flatMap((decision) =>
    decision.type === "evict" ? decision.leaving.map(({ reference }) => reference) : [],
  );

describe("who leaves", () => {
  it("is who is past its keep-alive, whatever it is worth", () => {
    const residents = [resident("old", 50, { idleSince: 0 }), resident("expired", 50, { expiresAt: now - 1 })];
    expect(leavingOf(decided(residents, [want("new", 40)]))).toEqual(["expired"]);
  });

  it("is who was idle long, takes much, and is cheap to load again", () => {
    const long = resident("long", 30, { idleSince: now - 900_000 });
    const large = resident("large", 60);
    const dear = resident("dear", 60, { loadMilliseconds: 90_000, idleSince: now - 900_000 });
    expect(leavingOf(decided([long, resident("short", 30)], [want("new", 60)]))).toEqual(["long"]);
    expect(leavingOf(decided([large, resident("small", 30)], [want("new", 30)]))).toEqual(["large"]);
    expect(leavingOf(decided([dear, resident("cheap", 30)], [want("new", 20)]))).toEqual(["cheap"]);
  });

  it("is the smallest set", () => {
    const tiny = resident("tiny", 1, { idleSince: 0, loadMilliseconds: 1 });
    expect(leavingOf(decided([tiny, resident("large", 60), resident("middle", 35)], [want("new", 50)]))).toEqual([
      "large",
    ]);
  });

  it("is nobody when enough are leaving already", () => {
    const [decision] = decided([resident("gone", 60, { phase: "leaving" }), resident("idle", 40)], [want("new", 60)]);
    expect(decision).toEqual({ type: "wait", reference: "new", for: ["gone"], until: null });
  });
});

describe("turns", () => {
  it("an idle gap ends no turn at once, and the wait says until when", () => {
    const fresh = resident("fresh", 80, { readyAt: now - 1_000, idleSince: now - 100 });
    expect(decided([fresh], [want("new", 50)])).toEqual([
      { type: "wait", reference: "new", for: ["fresh"], until: now + 400 },
    ]);
    const slow = { ...fresh, loadMilliseconds: 60_000 };
    expect(decided([slow], [want("new", 50)])).toMatchObject([{ until: now - 100 + 5_000 }]);
  });

  it("one in use stays for its turn, and for as long as the other's would be", () => {
    const busy = resident("busy", 80, inUse);
    expect(decided([busy], [want("new", 50, { since: now - 500 })])).toMatchObject([{ until: now + 1_500 }]);
    expect(decided([busy], [want("new", 50, { since: now - 500, loadMilliseconds: 30_000 })])).toMatchObject([
      { until: now + 59_500 },
    ]);
    const fresh = { ...busy, readyAt: now - 1_000, loadMilliseconds: 10_000 };
    expect(decided([fresh], [want("new", 50, { since: now - 60_000 })])).toMatchObject([{ until: now + 19_000 }]);
    expect(decided([busy], [want("new", 50, { since: now - 2_500, waiting: 12 })])).toEqual([
      {
        type: "evict",
        reference: "new",
        leaving: [
          {
            reference: "busy",
            reason: "50.0 GB needed for new, for which 12 requests have waited 3 s: its turn was over",
          },
        ],
      },
    ]);
  });

  it("one that loads is waited for: an event tells when it is through", () => {
    const loading = resident("loading", 80, { phase: "loading", readyAt: null, idleSince: null, uses: 3 });
    expect(decided([loading], [want("new", 50)])).toEqual([
      { type: "wait", reference: "new", for: ["loading"], until: null },
    ]);
  });
});

describe("several that wait", () => {
  it("are served oldest first, and a small one passes only with what is left over", () => {
    const residents = [resident("busy", 70, inUse)];
    const large = want("large", 90, { since: now - 100 });
    expect(decided(residents, [want("small", 20), large])).toMatchObject([
      { type: "wait", reference: "large" },
      { type: "wait", reference: "small", for: [] },
    ]);
    expect(decided(residents, [want("small", 10), large])).toMatchObject([
      { type: "wait", reference: "large" },
      { type: "admit", reference: "small" },
    ]);
  });

  it("never send the same one away twice", () => {
    const residents = [resident("one", 50), resident("two", 50)];
    const decisions = decided(residents, [want("a", 45, { since: now - 2 }), want("b", 45, { since: now - 1 })]);
    expect(leavingOf(decisions).sort()).toEqual(["one", "two"]);
  });
});

describe("which context", () => {
  const needs = [
    { context: 8_192, bytes: 60 * gigabyte },
    { context: 4_096, bytes: 50 * gigabyte },
    { context: 512, bytes: 40 * gigabyte },
  ];

  it("is the best that is free, and a tiny one only where no more is possible", () => {
    expect(decided([resident("idle", 45)], [want("new", 0, { needs })])).toMatchObject([{ type: "admit", need: 1 }]);
    expect(leavingOf(decided([resident("idle", 55)], [want("new", 0, { needs })]))).toEqual(["idle"]);
    expect(decided([resident("pinned", 55, { pinned: true })], [want("new", 0, { needs })])).toMatchObject([
      { type: "admit", need: 2 },
    ]);
  });

  it("is the least that is worth it while the system warns", () => {
    const pressure = { level: "warn" as const, since: 0 };
    expect(decided([], [want("new", 0, { needs })], { pressure })).toMatchObject([{ type: "admit", need: 1 }]);
  });
});

describe("what is refused", () => {
  const pinned = resident("pinned", 70, { pinned: true });

  it("is what would not fit if all had left that may, with what there is and who stays", () => {
    expect(decided([pinned, resident("idle", 20)], [want("new", 40)])).toEqual([
      { type: "refuse", reference: "new", cause: "tooLarge", mostBytes: 30 * gigabyte, pinned: ["pinned"] },
    ]);
    expect(decided([pinned, resident("busy", 20, inUse)], [want("new", 30)])).toMatchObject([{ type: "wait" }]);
  });

  it("is not what only seems not to fit while models come and go", () => {
    const loading = resident("loading", 20, { phase: "loading", readyAt: null, idleSince: null });
    const tight = { capacityBytes: 50 * gigabyte };
    expect(decided([loading], [want("new", 60)], tight)).toMatchObject([{ type: "wait", for: ["loading"] }]);
    expect(decided([resident("idle", 20)], [want("new", 60)], tight)).toMatchObject([{ type: "refuse" }]);
    expect(decided([loading], [want("new", 101)], tight)).toMatchObject([{ type: "refuse" }]);
  });

  it("is what waited a minute for a system without memory", () => {
    const critical = { level: "critical" as const, since: now - 30_000 };
    expect(decided([], [want("new", 10, { since: now - 90_000 })], { pressure: critical })).toEqual([
      { type: "wait", reference: "new", for: [], until: now + 30_000 },
    ]);
    expect(
      decided([], [want("new", 10, { since: now - 90_000 })], { pressure: { ...critical, since: 0 } }),
    ).toMatchObject([{ type: "refuse", cause: "pressure" }]);
  });
});
