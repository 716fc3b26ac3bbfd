import { describe, expect, it } from "vitest";
import { TresorError } from "../../../../../src/shared/errors";
import { settled } from "../../../../fakes/clock";
import { ResidencyRig } from "../../../../fakes/residency-rig";

const gigabyte = 1e9;

/** Room for two of the three models of 1 GB. */
function smallRig(options: ConstructorParameters<typeof ResidencyRig>[0] = {}): ResidencyRig {
  const rig = new ResidencyRig(options);
  rig.preferences = { ...rig.preferences, memoryLimitBytes: 2.5 * gigabyte };
  return rig;
}

describe("making room", () => {
  it("sends away who was not asked for the longest, and says why", async () => {
    const rig = smallRig();
    await rig.residency.load("red:f16");
    await rig.clock.advance(5_000);
    await rig.residency.load("blue:f16");
    await rig.clock.advance(5_000);
    await rig.residency.load("green:f16");
    expect(rig.residency.residents().map(({ reference }) => reference)).toEqual(["blue:f16", "green:f16"]);
    expect(rig.happened()).toEqual(["loaded red:f16", "loaded blue:f16", "evicted red:f16", "loaded green:f16"]);
    expect(rig.residency.history()[1]?.reason).toMatch(/^1\.\d+ GB needed for green:f16$/);
    expect(rig.signals.filter(({ type }) => type === "gone")).toMatchObject([{ reference: "red:f16" }]);
  });

  it("never sends a pinned one away, nor one that is held for a role", async () => {
    const rig = smallRig();
    await rig.residency.pin("red:f16");
    rig.residency.keep(["blue:f16"]);
    await rig.residency.load("blue:f16");
    await rig.clock.advance(60_000);
    expect(rig.residency.find("blue:f16")?.pinned).toBe(true);
    expect(rig.pinsWritten).toEqual([["red:f16"]]);
    await expect(rig.residency.load("green:f16")).rejects.toMatchObject({
      details: { pinned: ["red:f16", "blue:f16"] },
    });
    rig.residency.keep([]);
    expect((await rig.residency.load("green:f16")).state).toBe("ready");
    expect(rig.state("red:f16")).toBe("ready");
  });

  it("waits for leases where it would have to break one, with the request in sight", async () => {
    const rig = smallRig();
    const [red, blue] = [await rig.lease("red:f16"), await rig.lease("blue:f16")];
    const waiting = rig.lease("green:f16");
    await rig.clock.advance(500);
    expect(rig.residency.find("green:f16")).toMatchObject({
      state: "starting",
      leases: 0,
      jobs: [{ id: "request-1", client: "test", phase: "queued", startedAt: "2026-11-20T12:00:00.000Z" }],
    });
    red.release();
    await rig.clock.advance(1_000);
    expect((await waiting).resident).toMatchObject({ state: "ready", jobs: [{}], reason: "Asked for by test." });
    expect(blue.engine).toBe(rig.launcher.engines[1]);
    expect(rig.launcher.engines[1]?.alive).toBe(true);
    expect(rig.state("red:f16")).toBe("absent");
  });

  it("does not disturb others for a request that went away", async () => {
    const rig = smallRig();
    const [red, blue] = [await rig.lease("red:f16"), await rig.lease("blue:f16")];
    const impatient = new AbortController();
    const waiting = rig.lease("green:f16", { signal: impatient.signal });
    await rig.clock.advance(500);
    impatient.abort(new TresorError("deadline_exceeded", "Too late."));
    await expect(waiting).rejects.toMatchObject({ code: "deadline_exceeded" });
    await rig.clock.advance(60_000);
    expect([rig.state("red:f16"), rig.state("blue:f16"), rig.state("green:f16")]).toEqual(["ready", "ready", "absent"]);
    expect(rig.clock.waiting).toBe(0);
    red.release();
    blue.release();
  });

  it("makes two that cannot both fit take turns, and nobody is cut off", async () => {
    const rig = smallRig();
    rig.preferences = { ...rig.preferences, memoryLimitBytes: 1.5 * gigabyte };
    const red = await rig.lease("red:f16");
    const blue = [rig.lease("blue:f16"), rig.lease("blue:f16")];
    await rig.clock.advance(1_900);
    // Still its turn: it takes more.
    const second = await rig.lease("red:f16");
    await rig.clock.advance(200);
    expect(rig.state("red:f16")).toBe("draining");
    const queued = rig.lease("red:f16");
    red.release();
    await rig.clock.advance(10_000);
    expect(second.engine).toBe(rig.launcher.engines[0]);
    expect(rig.launcher.engines[0]?.alive).toBe(true);
    second.release();
    await settled();
    const leases = await Promise.all(blue);
    expect(rig.residency.history().find(({ event }) => event === "evicted")?.reason).toMatch(
      /^1\.\d+ GB needed for blue:f16, for which 2 requests have waited 2 s: its turn was over$/,
    );
    expect(rig.residency.history()[0]?.reason).toBe("Asked for by test. 2 requests waited for it.");
    // Blue has its turn now, whatever waits; then red gets its next.
    await rig.clock.advance(1_900);
    expect(rig.state("blue:f16")).toBe("ready");
    await rig.clock.advance(200);
    expect(rig.state("blue:f16")).toBe("draining");
    leases.forEach((lease) => lease.release());
    await rig.clock.advance(1);
    expect((await queued).resident.reference).toBe("red:f16");
  });

  it("bounds the queue of a model", async () => {
    const rig = smallRig();
    rig.launcher.next({ load: "hold" });
    const waiting = Array.from({ length: 256 }, () => rig.lease("red:f16"));
    await settled();
    await expect(rig.lease("red:f16")).rejects.toMatchObject({ code: "queue_full" });
    rig.launcher.last.finishLoad();
    expect(await Promise.all(waiting)).toHaveLength(256);
  });
});

describe("a wish for more", () => {
  it("loads anew when nobody uses it, and answers as it is when somebody does", async () => {
    const rig = new ResidencyRig();
    await rig.residency.load("red:f16", { context: 512 });
    const lease = await rig.lease("red:f16");
    expect((await rig.residency.load("red:f16", { context: 1_024 })).context).toBe(512);
    lease.release();
    expect((await rig.residency.load("red:f16", { context: 1_024 })).context).toBe(1_024);
    expect((await rig.residency.load("red:f16", { context: 512 })).context).toBe(1_024);
    expect(rig.launcher.launches).toBe(2);
    expect(rig.residency.history()[1]).toMatchObject({
      event: "unloaded",
      reason: "to be loaded anew with a context of 1024",
    });
  });

  it("keeps what it has when more could not be had, or when the model has no more", async () => {
    const rig = new ResidencyRig();
    rig.preferences = { ...rig.preferences, memoryLimitBytes: 1.102 * gigabyte };
    await rig.residency.load("red:f16", { context: 512, slots: 1 });
    expect(await rig.residency.load("red:f16", { context: 2_048, slots: 60 })).toMatchObject({
      context: 512,
      slots: 1,
    });
    expect(rig.launcher.launches).toBe(1);
  });
});
