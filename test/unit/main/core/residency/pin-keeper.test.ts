import { describe, expect, it } from "vitest";
import { PinKeeper } from "../../../../../src/main/core/residency/pin-keeper";
import { settled } from "../../../../fakes/clock";
import { ResidencyRig } from "../../../../fakes/residency-rig";

class KeeperRig extends ResidencyRig {
  readonly faults: string[] = [];
  roles: readonly string[] = [];
  readonly keeper = new PinKeeper({
    residency: this.residency,
    roleReferences: () => this.roles,
    clock: this.clock,
    onFault: (reference, { code }) => this.faults.push(`${reference} ${code}`),
  });

  get ready(): readonly string[] {
    return this.residency.residents().flatMap(({ reference, state }) => (state === "ready" ? [reference] : []));
  }
}

const gigabyte = 1e9;

describe("what is to be resident", () => {
  it("is brought in at the start in the user's order, then what roles need", async () => {
    const rig = new KeeperRig({ pinned: ["green:f16", "red:f16"] });
    rig.roles = ["blue:f16", "red:f16"];
    rig.keeper.followRoles();
    await rig.keeper.start();
    expect(rig.ready).toEqual(["green:f16", "red:f16", "blue:f16"]);
    expect(rig.residency.residents()).toMatchObject([{ reason: "Pinned." }, { pinned: true }, { pinned: true }]);
    expect(rig.pinsWritten).toEqual([]);
    expect(rig.clock.waiting).toBe(0);
  });

  it("is tried again when there may be room: others left, or another pin went", async () => {
    const rig = new KeeperRig({ pinned: ["red:f16", "blue:f16", "green:f16"] });
    rig.preferences = { ...rig.preferences, memoryLimitBytes: 2.5 * gigabyte };
    await rig.keeper.start();
    expect(rig.faults).toEqual(["green:f16 insufficient_memory"]);
    expect(rig.ready).toEqual(["red:f16", "blue:f16"]);
    await rig.residency.unpin("red:f16");
    await rig.clock.advance(1_000);
    expect(rig.ready).toEqual(["blue:f16", "green:f16"]);
    expect(rig.faults).toHaveLength(1);
  });

  it("is tried again every minute without a word, while there is no room", async () => {
    const rig = new KeeperRig({ pinned: ["red:f16"] });
    rig.facts = { ...rig.facts, usedBytes: 99 * gigabyte };
    await rig.keeper.start();
    await rig.clock.advance(300_000);
    expect(rig.happened()).toEqual(["refused red:f16"]);
    rig.facts = { ...rig.facts, usedBytes: 10 * gigabyte };
    await rig.clock.advance(60_000);
    expect(rig.ready).toEqual(["red:f16"]);
    expect(rig.faults).toHaveLength(1);
  });

  it("comes back when its process died, not when its file is bad", async () => {
    const rig = new KeeperRig({ pinned: ["red:f16"] });
    await rig.keeper.start();
    rig.launcher.last.crash();
    await settled();
    await settled();
    expect(rig.ready).toEqual(["red:f16"]);
    expect(rig.launcher.launches).toBe(2);
  });

  it("stays away when the user unloads what a role holds, until somebody asks for it", async () => {
    const rig = new KeeperRig();
    rig.roles = ["red:f16"];
    rig.keeper.followRoles();
    await rig.keeper.start();
    await rig.residency.unload("red:f16", "unloaded by cli");
    await rig.clock.advance(120_000);
    expect(rig.ready).toEqual([]);
    await rig.residency.load("red:f16");
    rig.launcher.last.crash();
    await rig.clock.advance(1_000);
    expect(rig.ready).toEqual(["red:f16"]);
  });

  it("follows the settings' order and the pins that come and go there", async () => {
    const rig = new KeeperRig({ pinned: ["red:f16"] });
    await rig.keeper.start();
    rig.residency.adoptPins(["blue:f16", "green:f16"]);
    rig.keeper.wake();
    await rig.clock.advance(1_000);
    expect(rig.residency.held()).toEqual(["blue:f16", "green:f16"]);
    expect(rig.ready).toEqual(["red:f16", "blue:f16", "green:f16"]);
    expect(rig.residency.find("red:f16")?.pinned).toBe(false);
    expect(rig.pinsWritten).toEqual([]);
  });

  it("is left alone after the end", async () => {
    const rig = new KeeperRig({ pinned: ["red:f16"] });
    await rig.keeper.start();
    rig.keeper.dispose();
    await rig.residency.dispose(0);
    await rig.clock.advance(120_000);
    expect([rig.ready, rig.clock.waiting]).toEqual([[], 0]);
  });
});
