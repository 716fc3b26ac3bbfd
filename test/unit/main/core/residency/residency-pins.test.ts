import { describe, expect, it } from "vitest";
import { ResidencyRig } from "../../../../fakes/residency-rig";

describe("pins", () => {
  it("load what is not resident, and are written down in their order", async () => {
    const rig = new ResidencyRig();
    await rig.residency.load("blue:f16");
    expect((await rig.residency.pin("red")).pinned).toBe(true);
    expect((await rig.residency.pin("blue:f16")).pinned).toBe(true);
    await rig.residency.pin("red:f16");
    expect(rig.pinsWritten).toEqual([["red:f16"], ["red:f16", "blue:f16"]]);
    expect(rig.launcher.launches).toBe(2);
    expect(rig.happened()).toEqual(["loaded blue:f16", "loaded red:f16", "pinned red:f16", "pinned blue:f16"]);
  });

  it("can be taken off, and taking off none changes nothing", async () => {
    const rig = new ResidencyRig();
    await rig.residency.pin("red:f16");
    expect((await rig.residency.unpin("red")).pinned).toBe(false);
    expect(rig.state("red:f16")).toBe("ready");
    await rig.residency.unpin("red:f16");
    expect(rig.pinsWritten).toEqual([["red:f16"], []]);
    await expect(rig.residency.unpin("blue:f16")).rejects.toMatchObject({ code: "not_resident" });
  });

  it("go with an unload", async () => {
    const rig = new ResidencyRig();
    await rig.residency.pin("red:f16");
    expect((await rig.residency.unload("red:f16", "unloaded by cli")).pinned).toBe(false);
    expect(rig.pinsWritten.at(-1)).toEqual([]);
    expect((await rig.residency.load("red:f16")).pinned).toBe(false);
  });

  it("outlive a crash", async () => {
    const rig = new ResidencyRig();
    await rig.residency.pin("red:f16");
    rig.launcher.last.crash();
    expect(rig.residency.find("red:f16")).toMatchObject({ state: "failed", pinned: true });
    expect(await rig.residency.load("red:f16")).toMatchObject({ state: "ready", pinned: true });
  });

  it("are not set on a model that cannot be loaded", async () => {
    const rig = new ResidencyRig();
    rig.facts = { ...rig.facts, usedBytes: rig.facts.totalBytes };
    await expect(rig.residency.pin("red:f16")).rejects.toMatchObject({ code: "insufficient_memory" });
    expect(rig.pinsWritten).toEqual([]);
  });

  it("of the last run hold from the start, and outlive a load that is refused", async () => {
    const rig = new ResidencyRig({ pinned: ["red:f16", "blue:f16", "yellow:f16"] });
    rig.library.weightsBytes.set("blue:f16", 1e15);
    await rig.residency.pin("red:f16");
    await expect(rig.residency.pin("blue:f16")).rejects.toMatchObject({ code: "insufficient_memory" });
    await expect(rig.residency.pin("yellow:f16")).rejects.toMatchObject({ code: "model_not_found" });
    expect(rig.pinsWritten).toEqual([]);
    await rig.residency.pin("green:f16");
    expect(rig.pinsWritten).toEqual([["red:f16", "blue:f16", "yellow:f16", "green:f16"]]);
    await expect(rig.residency.unpin("yellow:f16")).rejects.toMatchObject({
      message: "yellow:f16 is not resident; its pin was taken off.",
    });
    expect(rig.pinsWritten.at(-1)).toEqual(["red:f16", "blue:f16", "green:f16"]);
  });
});
