import { describe, expect, it } from "vitest";
import { estimateMemory } from "../../../../../src/main/core/residency/memory/memory-estimate";
import { TresorError } from "../../../../../src/shared/errors";
import { settled } from "../../../../fakes/clock";
import { fakeDimensions } from "../../../../fakes/library";
import { ResidencyRig } from "../../../../fakes/residency-rig";

const gigabyte = 1e9;

describe("loading", () => {
  it("goes from starting over loading to ready, with progress", async () => {
    const rig = new ResidencyRig();
    rig.measuredBytes = 1.2 * gigabyte;
    rig.launcher.next({ load: "hold" });
    const progress: number[] = [];
    const load = rig.residency.load("red:f16", { onProgress: (value) => progress.push(value) });
    await settled();
    expect(rig.residency.find("red:f16")).toMatchObject({ state: "loading", pid: 4_001, progress: 0, loadedAt: null });
    rig.launcher.last.progress(0.4);
    expect(rig.residency.find("red:f16")?.progress).toBe(0.4);
    rig.launcher.last.finishLoad();
    expect(await load).toMatchObject({
      reference: "red:f16",
      state: "ready",
      pid: 4_001,
      progress: null,
      context: 2_048,
      slots: 2,
      leases: 0,
      idleSince: "2026-11-20T12:00:00.000Z",
      loadedAt: "2026-11-20T12:00:00.000Z",
      seal: { enforced: true, mechanism: "unshare -n" },
      memory: { measuredBytes: 1.2 * gigabyte },
      error: null,
    });
    expect(progress).toEqual([0.4]);
    expect(rig.statesSeen("red:f16")).toEqual(["starting", "loading", "ready"]);
    expect(rig.happened()).toEqual(["loaded red:f16"]);
  });

  it("tells the engine the chosen context, slots and threads, and what the user prefers", async () => {
    const rig = new ResidencyRig();
    await rig.residency.load("red:f16");
    expect(rig.launcher.last.loadOptions).toMatchObject({
      path: "/models/red:f16.gguf",
      context: 2_048,
      slots: 2,
      threads: 3,
      gpu: false,
    });
    rig.preferences = { ...rig.preferences, context: 1_024, slots: 4, threads: 2 };
    await rig.residency.load("blue:f16");
    expect(rig.launcher.last.loadOptions).toMatchObject({ context: 1_024, slots: 4, threads: 2 });
    await rig.residency.load("green:f16", { context: 600, slots: 1 });
    expect(rig.launcher.last.loadOptions).toMatchObject({ context: 600, slots: 1, threads: 2 });
  });

  it("finds the model by any name that the library knows, and loads what is ready only once", async () => {
    const rig = new ResidencyRig();
    await rig.residency.load("red");
    await rig.residency.load("red:f16");
    expect(rig.launcher.launches).toBe(1);
    expect(rig.residency.find("red")?.reference).toBe("red:f16");
    expect(rig.residency.find("yellow")).toBeUndefined();
    await expect(rig.residency.load("yellow")).rejects.toMatchObject({ code: "model_not_found" });
    expect(rig.residency.residents()).toHaveLength(1);
  });

  it("makes one launch of loads at the same time, and tells all of the progress", async () => {
    const rig = new ResidencyRig();
    rig.launcher.next({ load: "hold" });
    const seen: string[] = [];
    const loads = ["one", "two", "three"].map((name) =>
      rig.residency.load("red:f16", { onProgress: (value) => seen.push(`${name} ${value}`) }),
    );
    await settled();
    rig.launcher.last.progress(0.5);
    rig.launcher.last.finishLoad();
    const residents = await Promise.all(loads);
    expect(residents.map(({ pid }) => pid)).toEqual([4_001, 4_001, 4_001]);
    expect(rig.launcher.launches).toBe(1);
    expect(seen).toEqual(["one 0.5", "two 0.5", "three 0.5"]);
  });

  it("keeps two models resident, loaded side by side", async () => {
    const rig = new ResidencyRig();
    rig.launcher.usual = { load: "hold" };
    const loads = Promise.all([rig.residency.load("red:f16"), rig.residency.load("blue:f16")]);
    await settled();
    expect(rig.residency.residents().map(({ state }) => state)).toEqual(["loading", "loading"]);
    for (const engine of rig.launcher.engines) engine.finishLoad();
    await loads;
    expect(rig.residency.residents().map(({ reference, state }) => `${reference} ${state}`)).toEqual([
      "red:f16 ready",
      "blue:f16 ready",
    ]);
  });

  it("follows what the library learns later of the same file", async () => {
    const rig = new ResidencyRig();
    await rig.residency.load("red:f16");
    const digest = `sha256:${"a".repeat(64)}`;
    rig.library.replace(rig.library.models().map((model) => ({ ...model, digest })));
    expect(rig.residency.find("red:f16")?.digest).toBe(digest);
    const other = { digest: `sha256:${"b".repeat(64)}`, modifiedAt: "2026-11-21T12:00:00.000Z" };
    rig.library.replace(rig.library.models().map((model) => ({ ...model, ...other })));
    expect(rig.residency.find("red:f16")?.digest).toBe(digest);
  });
});

describe("taking a wish back", () => {
  it("withdraws only this caller", async () => {
    const rig = new ResidencyRig();
    rig.launcher.next({ load: "hold" });
    const impatient = new AbortController();
    const first = rig.residency.load("red:f16", { signal: impatient.signal });
    const second = rig.residency.load("red:f16");
    await settled();
    impatient.abort();
    await expect(first).rejects.toMatchObject({ code: "cancelled" });
    expect(rig.state("red:f16")).toBe("loading");
    rig.launcher.last.finishLoad();
    expect((await second).state).toBe("ready");
  });

  it("cancels the load when nobody waits any more, and ends the process", async () => {
    const rig = new ResidencyRig();
    rig.launcher.next({ load: "hold" });
    const impatient = new AbortController();
    const load = rig.residency.load("red:f16", { signal: impatient.signal });
    await settled();
    impatient.abort(new TresorError("deadline_exceeded", "Too late."));
    await expect(load).rejects.toMatchObject({ code: "deadline_exceeded" });
    await settled();
    expect(rig.state("red:f16")).toBe("absent");
    expect(rig.launcher.living).toEqual([]);
    expect(rig.statesSeen("red:f16")).toEqual(["starting", "loading", "unloading", "gone"]);
    expect(rig.happened()).toEqual([]);
  });

  it("ends a process that comes up after the load was cancelled, before another is started", async () => {
    const rig = new ResidencyRig();
    rig.launcher.next({ launch: "hold" });
    const impatient = new AbortController();
    const first = rig.residency.load("red:f16", { signal: impatient.signal });
    await settled();
    impatient.abort();
    await expect(first).rejects.toMatchObject({ code: "cancelled" });
    const second = rig.residency.load("red:f16");
    await settled();
    expect(rig.launcher.launches).toBe(1);
    rig.launcher.releaseLaunches();
    expect((await second).pid).toBe(4_002);
    expect(rig.launcher.living.map(({ pid }) => pid)).toEqual([4_002]);
  });

  it("starts nothing for a wish that was taken back before", async () => {
    const rig = new ResidencyRig();
    await expect(rig.residency.load("red:f16", { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: "cancelled",
    });
    expect(rig.launcher.launches).toBe(0);
    expect(rig.residency.residents()).toEqual([]);
  });
});

describe("the memory budget", () => {
  it("refuses a load that does not fit, and disturbs nothing else", async () => {
    const rig = new ResidencyRig();
    rig.library.weightsBytes.set("blue:f16", 300 * gigabyte);
    await rig.residency.load("red:f16");
    await expect(rig.residency.load("blue:f16")).rejects.toMatchObject({ code: "insufficient_memory" });
    expect(rig.residency.residents().map(({ reference, state }) => `${reference} ${state}`)).toEqual(["red:f16 ready"]);
    expect(rig.launcher.launches).toBe(1);
    expect(rig.happened()).toEqual(["loaded red:f16", "refused blue:f16"]);
  });

  it("counts a model that is only being loaded: two cannot both take the last memory", async () => {
    const rig = new ResidencyRig();
    rig.library.weightsBytes.set("red:f16", 50 * gigabyte).set("blue:f16", 50 * gigabyte);
    rig.launcher.next({ load: "hold" });
    const first = rig.residency.load("red:f16");
    const second = rig.residency.load("blue:f16");
    await rig.clock.advance(60_000);
    expect(rig.residency.residents()).toMatchObject([{ state: "loading" }, { state: "starting", pid: null }]);
    expect(rig.launcher.launches).toBe(1);
    rig.launcher.last.finishLoad();
    expect((await first).state).toBe("ready");
    await rig.clock.advance(60_000);
    expect((await second).state).toBe("ready");
    expect(rig.state("red:f16")).toBe("absent");
  });

  it("follows the user's limit, and lowers the context before it refuses", async () => {
    const rig = new ResidencyRig();
    const memoryLimitBytes = estimateMemory({ ...fakeDimensions, weightsBytes: gigabyte }, 512, 1).totalBytes;
    rig.preferences = { ...rig.preferences, memoryLimitBytes };
    const { context, slots } = await rig.residency.load("red:f16");
    expect([context, slots]).toEqual([512, 1]);
    await rig.residency.pin("red:f16");
    await expect(rig.residency.load("blue:f16")).rejects.toMatchObject({
      code: "insufficient_memory",
      details: { pinned: ["red:f16"], memoryLimitBytes },
      message: expect.stringContaining("beside what is pinned, red:f16 (1.10 GB): unpin red:f16") as string,
    });
  });

  it("counts what was measured where that is more than was predicted", async () => {
    const rig = new ResidencyRig();
    rig.preferences = { ...rig.preferences, memoryLimitBytes: 3 * gigabyte };
    await rig.residency.pin("red:f16");
    rig.residency.recordMemory("red:f16", 2.5 * gigabyte);
    expect(rig.residency.find("red:f16")?.memory.measuredBytes).toBe(2.5 * gigabyte);
    await expect(rig.residency.load("blue:f16")).rejects.toMatchObject({ code: "insufficient_memory" });
  });
});

describe("the type of the cache", () => {
  it("is the setting's, and goes to the engine", async () => {
    const rig = new ResidencyRig();
    await rig.residency.load("red:f16");
    expect(rig.launcher.last.loadOptions?.cacheType).toBe("F16");
  });

  it("is refused before anything starts where the model cannot have it", async () => {
    const rig = new ResidencyRig();
    await expect(rig.residency.load("red:f16", { cacheType: "Q8_0" })).rejects.toMatchObject({
      code: "invalid_request",
    });
    expect(rig.launcher.launches).toBe(0);
  });
});
