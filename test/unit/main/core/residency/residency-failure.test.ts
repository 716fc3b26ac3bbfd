import { describe, expect, it } from "vitest";
import { TresorError } from "../../../../../src/shared/errors";
import { settled } from "../../../../fakes/clock";
import { ResidencyRig } from "../../../../fakes/residency-rig";

const loadFailed = new TresorError("load_failed", "The engine could not load the model: bad tensor.");

describe("a failed load", () => {
  it("is kept with its reason, and all who waited are told", async () => {
    const rig = new ResidencyRig();
    rig.launcher.next({ load: loadFailed });
    const loads = [rig.residency.load("red:f16"), rig.residency.load("red:f16")];
    for (const load of loads) await expect(load).rejects.toBe(loadFailed);
    expect(rig.residency.find("red:f16")).toMatchObject({ state: "failed", pid: null, error: loadFailed.toWire() });
    expect(rig.launcher.living).toEqual([]);
    expect(rig.happened()).toEqual(["failed red:f16"]);
  });

  it("is tried again on the next demand", async () => {
    const rig = new ResidencyRig();
    rig.launcher.next({ load: loadFailed });
    await expect(rig.residency.load("red:f16")).rejects.toBe(loadFailed);
    expect(await rig.residency.load("red:f16")).toMatchObject({ state: "ready", error: null });
  });

  it("does not make the next wait when only the seal was missing", async () => {
    const rig = new ResidencyRig();
    const unsealed = new TresorError("seal_unavailable", "The kernel keeps no process from the network here.");
    rig.launcher.next({ launch: unsealed }, { launch: unsealed }, { launch: unsealed });
    for (let attempt = 0; attempt < 3; attempt++) await expect(rig.residency.load("red:f16")).rejects.toBe(unsealed);
    expect(await rig.residency.load("red:f16")).toMatchObject({ state: "ready" });
  });

  it("can be unloaded", async () => {
    const rig = new ResidencyRig();
    rig.launcher.next({ load: loadFailed });
    await expect(rig.residency.load("red:f16")).rejects.toBe(loadFailed);
    await rig.residency.unload("red:f16", "tidied up");
    expect(rig.residency.residents()).toEqual([]);
    expect(rig.signals.at(-1)).toEqual({ type: "gone", reference: "red:f16", reason: "tidied up" });
  });

  it("stays failed when memory does not allow another try", async () => {
    const rig = new ResidencyRig();
    rig.launcher.next({ load: loadFailed });
    await expect(rig.residency.load("red:f16")).rejects.toBe(loadFailed);
    rig.facts = { ...rig.facts, usedBytes: rig.facts.totalBytes };
    await expect(rig.residency.load("red:f16")).rejects.toMatchObject({ code: "insufficient_memory" });
    expect(rig.residency.find("red:f16")).toMatchObject({ state: "failed", error: { code: "insufficient_memory" } });
  });
});

describe("a process that dies", () => {
  it("is reported, and nobody else notices", async () => {
    const rig = new ResidencyRig();
    await rig.residency.load("blue:f16");
    const lease = await rig.lease("red:f16");
    rig.launcher.last.crash();
    expect(rig.residency.find("red:f16")).toMatchObject({
      state: "failed",
      pid: null,
      leases: 0,
      error: { code: "worker_died" },
    });
    expect(rig.state("blue:f16")).toBe("ready");
    expect(rig.happened()).toEqual(["loaded blue:f16", "loaded red:f16", "failed red:f16"]);
    lease.release();
    expect(rig.residency.find("red:f16")?.leases).toBe(0);
  });

  it("while it loads fails the load", async () => {
    const rig = new ResidencyRig();
    rig.launcher.next({ load: "hold" });
    const load = rig.residency.load("red:f16");
    await settled();
    rig.launcher.last.crash();
    await expect(load).rejects.toMatchObject({ code: "worker_died" });
    expect(rig.state("red:f16")).toBe("failed");
  });

  it("is started again by the next demand, at once after the first time and with more and more delay later", async () => {
    const rig = new ResidencyRig();
    await rig.residency.load("red:f16");
    rig.launcher.last.crash();
    await rig.lease("red:f16");
    expect(rig.state("red:f16")).toBe("ready");

    rig.launcher.last.crash();
    const lease = rig.lease("red:f16");
    await rig.clock.advance(999);
    expect(rig.state("red:f16")).toBe("failed");
    await rig.clock.advance(1);
    expect((await lease).resident.state).toBe("ready");
    expect(rig.launcher.launches).toBe(3);
  });

  it("is forgiven after a minute in health", async () => {
    const rig = new ResidencyRig();
    await rig.residency.load("red:f16");
    for (let crash = 0; crash < 5; crash++) {
      await rig.clock.advance(60_000);
      rig.launcher.last.crash();
      await rig.residency.load("red:f16");
    }
    expect(rig.launcher.launches).toBe(6);
  });

  it("lets a caller go who does not want to wait for the next start", async () => {
    const rig = new ResidencyRig();
    for (let crash = 0; crash < 2; crash++) {
      await rig.residency.load("red:f16");
      rig.launcher.last.crash();
    }
    const impatient = new AbortController();
    const load = rig.residency.load("red:f16", { signal: impatient.signal });
    await settled();
    impatient.abort();
    await expect(load).rejects.toMatchObject({ code: "cancelled" });
    await settled();
    expect(rig.state("red:f16")).toBe("failed");
    expect(rig.clock.waiting).toBe(0);
    const patient = rig.residency.load("red:f16");
    await rig.clock.advance(1_000);
    expect((await patient).state).toBe("ready");
  });
});
