import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { PressureWatch } from "../../../../../../src/main/core/residency/pressure/pressure-watch";
import type { PressureLevel } from "../../../../../../src/main/core/residency/placement/snapshot";
import { ResidencyRig } from "../../../../../fakes/residency-rig";

class PressureRig extends ResidencyRig {
  readonly faults: string[] = [];
  readonly watch = new PressureWatch({
    residency: this.residency,
    memory: async () => this.facts,
    clock: this.clock,
    onFault: ({ message }) => this.faults.push(message),
    logger: pino({ level: "silent" }),
  });

  set pressure(pressure: PressureLevel) {
    this.facts = { ...this.facts, pressure };
  }
}

describe("memory pressure", () => {
  it("spills what is kept for speed, then sends away one after the other, then asks", async () => {
    const rig = new PressureRig();
    await rig.residency.pin("red:f16");
    await rig.residency.load("blue:f16");
    const lease = await rig.lease("green:f16");
    await rig.clock.advance(5_000);
    rig.pressure = "critical";
    await rig.clock.advance(5_000);
    expect(rig.launcher.engines.map(({ forgotten }) => forgotten)).toEqual([1, 1, 1]);
    expect(rig.residency.residents()).toHaveLength(3);
    await rig.clock.advance(5_000);
    expect(rig.residency.residents().map(({ reference }) => reference)).toEqual(["red:f16", "green:f16"]);
    expect(rig.residency.history()[0]).toMatchObject({
      event: "pressure",
      reference: "blue:f16",
      reason: "the system was short of memory: 1.10 GB given back",
    });
    await rig.clock.advance(60_000);
    expect(rig.state("green:f16")).toBe("ready");
    expect(rig.faults).toEqual([]);
    lease.release();
    await rig.clock.advance(60_000);
    expect(rig.residency.residents().map(({ reference }) => reference)).toEqual(["red:f16"]);
    expect(rig.faults).toEqual([expect.stringContaining("only pinned models are left: red:f16 (1.10 GB)")]);
    rig.watch.dispose();
  });

  it("holds loads back while it is critical, lets them in afterwards, and refuses when it lasts", async () => {
    const rig = new PressureRig();
    await rig.residency.pin("red:f16");
    rig.pressure = "critical";
    await rig.clock.advance(5_000);
    const patient = rig.residency.load("blue:f16");
    const told = expect(patient).rejects.toMatchObject({
      code: "insufficient_memory",
      message: expect.stringContaining("the system has no memory left to give") as string,
    });
    await rig.clock.advance(50_000);
    expect(rig.state("blue:f16")).toBe("starting");
    await rig.clock.advance(15_000);
    await told;
    const second = rig.residency.load("green:f16");
    rig.pressure = "normal";
    await rig.clock.advance(40_000);
    expect((await second).state).toBe("ready");
    rig.watch.dispose();
  });
});
