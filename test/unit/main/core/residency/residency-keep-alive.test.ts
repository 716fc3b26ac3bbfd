import { describe, expect, it } from "vitest";
import { ResidencyRig } from "../../../../fakes/residency-rig";

describe("keep-alive", () => {
  it("lets a resident go when nobody asked for it for so long", async () => {
    const rig = new ResidencyRig();
    rig.keepAlive = { ...rig.keepAlive, keepAliveSeconds: 300 };
    const lease = await rig.lease("red:f16");
    await rig.clock.advance(1_000);
    expect(rig.residency.find("red:f16")?.expiresAt).toBe("2026-11-20T12:05:01.000Z");
    await rig.clock.advance(600_000);
    expect(rig.state("red:f16")).toBe("ready");
    lease.release();
    await rig.clock.advance(299_999);
    expect(rig.residency.find("red:f16")).toMatchObject({ state: "ready", expiresAt: "2026-11-20T12:15:01.000Z" });
    await rig.clock.advance(1);
    expect(rig.state("red:f16")).toBe("absent");
    expect(rig.residency.history()[0]).toMatchObject({ event: "expired", reason: "nobody asked for it for 5 minutes" });
    expect(rig.clock.waiting).toBe(0);
  });

  it("is what the last request said, and the model's own where it said nothing", async () => {
    const rig = new ResidencyRig();
    rig.keepAlive = { ...rig.keepAlive, keepAliveByModel: { "red:f16": 60 } };
    (await rig.lease("red:f16", { keepAliveSeconds: 10 })).release();
    expect(rig.residency.find("red:f16")?.expiresAt).toBe("2026-11-20T12:00:10.000Z");
    (await rig.lease("red:f16")).release();
    expect(rig.residency.find("red:f16")?.expiresAt).toBe("2026-11-20T12:01:00.000Z");
    await rig.residency.load("red:f16", { keepAliveSeconds: null });
    expect(rig.residency.find("red:f16")?.expiresAt).toBeNull();
  });

  it("of zero ends with the request, unless another holds or awaits the model", async () => {
    const rig = new ResidencyRig();
    const [first, second] = [
      await rig.lease("red:f16", { keepAliveSeconds: 0 }),
      await rig.lease("red:f16", { keepAliveSeconds: 0 }),
    ];
    first.release();
    await rig.clock.advance(1);
    expect(rig.state("red:f16")).toBe("ready");
    second.release();
    await rig.clock.advance(1);
    expect(rig.state("red:f16")).toBe("absent");
    expect(rig.residency.history()[0]?.reason).toBe("its last request asked for it to leave");
  });

  it("never sends a pinned one away", async () => {
    const rig = new ResidencyRig();
    await rig.residency.pin("red:f16");
    (await rig.lease("red:f16", { keepAliveSeconds: 0 })).release();
    await rig.clock.advance(60_000);
    expect(rig.residency.find("red:f16")).toMatchObject({ state: "ready", expiresAt: null });
  });

  it("protects nobody whose room is needed", async () => {
    const rig = new ResidencyRig();
    rig.preferences = { ...rig.preferences, memoryLimitBytes: 1.5e9 };
    (await rig.lease("red:f16", { keepAliveSeconds: 86_400 })).release();
    await rig.clock.advance(1_000);
    expect((await rig.residency.load("blue:f16")).state).toBe("ready");
    expect(rig.state("red:f16")).toBe("absent");
  });
});
