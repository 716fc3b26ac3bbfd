import { describe, expect, it } from "vitest";
import { settled } from "../../../../fakes/clock";
import { ResidencyRig } from "../../../../fakes/residency-rig";

describe("leases", () => {
  it("load the model when needed, and hold it", async () => {
    const rig = new ResidencyRig();
    const lease = await rig.lease("red:f16");
    expect(lease.engine).toBe(rig.launcher.last);
    expect(rig.residency.find("red:f16")).toMatchObject({
      leases: 1,
      idleSince: null,
      jobs: [{ id: "request-1", client: "test", phase: "queued" }],
    });
    expect(rig.residency.history()[0]).toMatchObject({ event: "loaded", reason: "Asked for by test." });
    await rig.clock.advance(5_000);
    lease.release();
    lease.release();
    expect(rig.residency.find("red:f16")).toMatchObject({ leases: 0, idleSince: "2026-11-20T12:00:05.000Z", jobs: [] });
  });

  it("keep the picture of the request true, and the rate of the last second", async () => {
    const rig = new ResidencyRig();
    const lease = await rig.lease("red:f16");
    lease.report({ phase: "prefill", promptTokens: 12, promptTokensRead: 12 });
    lease.report({ phase: "decode", generatedTokens: 1 });
    lease.report({ generatedTokens: 6 });
    expect(rig.residency.find("red:f16")).toMatchObject({
      tokensPerSecond: 6,
      jobs: [{ phase: "decode", promptTokens: 12, promptTokensRead: 12, generatedTokens: 6 }],
    });
    const before = rig.signals.length;
    await rig.clock.advance(1_000);
    expect(rig.signals.slice(before)).toMatchObject([{ type: "changed", resident: { tokensPerSecond: null } }]);
    expect(rig.clock.waiting).toBe(0);
  });
});

describe("unloading", () => {
  it("ends the process and says why", async () => {
    const rig = new ResidencyRig();
    await rig.residency.load("red:f16");
    const resident = await rig.residency.unload("red", "unloaded by cli");
    expect(resident).toMatchObject({ reference: "red:f16", state: "unloading", pid: null });
    expect(rig.residency.residents()).toEqual([]);
    expect(rig.launcher.living).toEqual([]);
    expect(rig.statesSeen("red:f16")).toEqual(["starting", "loading", "ready", "draining", "unloading", "gone"]);
    expect(rig.residency.history()[0]).toMatchObject({ event: "unloaded", reason: "unloaded by cli" });
  });

  it("waits for the leases that run, and begins no new ones", async () => {
    const rig = new ResidencyRig();
    const lease = await rig.lease("red:f16");
    const unloads = [rig.residency.unload("red:f16", "first"), rig.residency.unload("red:f16", "second")];
    const next = rig.lease("red:f16");
    await settled();
    expect(rig.residency.find("red:f16")).toMatchObject({ state: "draining", leases: 1 });
    expect(rig.launcher.last.alive).toBe(true);
    lease.release();
    await Promise.all(unloads);
    expect((await next).engine).not.toBe(lease.engine);
    expect(rig.launcher.launches).toBe(2);
    expect(rig.happened()).toEqual(["loaded red:f16", "unloaded red:f16", "loaded red:f16"]);
  });

  it("ends at once when the process dies while it drains", async () => {
    const rig = new ResidencyRig();
    await rig.lease("red:f16");
    const unload = rig.residency.unload("red:f16", "unloaded by cli");
    rig.launcher.last.crash();
    await unload;
    expect(rig.state("red:f16")).toBe("absent");
    expect(rig.happened()).toEqual(["loaded red:f16", "unloaded red:f16"]);
  });

  it("cancels a load, and whoever waited for it is told", async () => {
    const rig = new ResidencyRig();
    rig.launcher.next({ load: "hold" });
    const load = rig.residency.load("red:f16");
    load.catch(() => undefined);
    await settled();
    await rig.residency.unload("red:f16", "unloaded by cli");
    await expect(load).rejects.toMatchObject({
      code: "cancelled",
      message: "red:f16 was unloaded while it was loading.",
    });
    expect(rig.launcher.living).toEqual([]);
    expect(rig.signals.at(-1)).toEqual({ type: "gone", reference: "red:f16", reason: "unloaded by cli" });
  });

  it("cancels a start that waits for its back-off", async () => {
    const rig = new ResidencyRig();
    for (let crash = 0; crash < 2; crash++) {
      await rig.residency.load("red:f16");
      rig.launcher.last.crash();
    }
    const load = rig.residency.load("red:f16");
    load.catch(() => undefined);
    await settled();
    await rig.residency.unload("red:f16", "unloaded by cli");
    await expect(load).rejects.toMatchObject({ code: "cancelled" });
    expect([rig.state("red:f16"), rig.launcher.launches, rig.clock.waiting]).toEqual(["absent", 2, 0]);
  });

  it("refuses what is not resident", async () => {
    const rig = new ResidencyRig();
    await expect(rig.residency.unload("red:f16", "")).rejects.toMatchObject({ code: "not_resident" });
    await expect(rig.residency.unload("yellow", "")).rejects.toMatchObject({ code: "model_not_found" });
  });
});

describe("disposing", () => {
  it("lets requests end, then ends all processes", async () => {
    const rig = new ResidencyRig();
    const lease = await rig.lease("red:f16");
    await rig.residency.load("blue:f16");
    const disposal = rig.residency.dispose(10_000);
    await settled();
    expect(rig.state("red:f16")).toBe("draining");
    expect(rig.state("blue:f16")).toBe("absent");
    lease.release();
    await disposal;
    expect(rig.launcher.living).toEqual([]);
    expect(rig.clock.waiting).toBe(0);
  });

  it("does not wait longer than it was told", async () => {
    const rig = new ResidencyRig();
    await rig.lease("red:f16");
    const disposal = rig.residency.dispose(10_000);
    await rig.clock.advance(9_999);
    expect(rig.launcher.living).toHaveLength(1);
    await rig.clock.advance(1);
    await disposal;
    expect(rig.launcher.living).toEqual([]);
  });

  it("cancels loads, and starts nothing afterwards", async () => {
    const rig = new ResidencyRig();
    rig.launcher.next({ load: "hold" }, { launch: "hold" });
    const loads = [rig.residency.load("red:f16"), rig.lease("blue:f16")];
    for (const load of loads) load.catch(() => undefined);
    await settled();
    const disposal = rig.residency.dispose(0);
    await settled();
    rig.launcher.releaseLaunches();
    await disposal;
    for (const load of loads) await expect(load).rejects.toMatchObject({ code: "shutting_down" });
    await expect(rig.residency.load("green:f16")).rejects.toMatchObject({ code: "shutting_down" });
    expect(rig.launcher.launches).toBe(2);
    expect(rig.launcher.living).toEqual([]);
    expect(rig.residency.residents()).toEqual([]);
  });

  it("answers who waits for a draining model with the reason", async () => {
    const rig = new ResidencyRig();
    const lease = await rig.lease("red:f16");
    const unload = rig.residency.unload("red:f16", "unloaded by cli");
    const next = rig.lease("red:f16");
    next.catch(() => undefined);
    const disposal = rig.residency.dispose(1_000);
    lease.release();
    await Promise.all([unload, disposal]);
    await expect(next).rejects.toMatchObject({ code: "shutting_down" });
  });
});
