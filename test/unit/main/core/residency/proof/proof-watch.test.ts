import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { ProofWatch } from "../../../../../../src/main/core/residency/proof/proof-watch";
import type { ProbedResident } from "../../../../../../src/main/core/residency/proof/residency-probe";
import { ResidencyRig } from "../../../../../fakes/residency-rig";

class ProofRig extends ResidencyRig {
  readonly probed: ProbedResident[] = [];
  emptyLooks = 0;
  /** Sleeps of the machine: time that passes without ticks. */
  sleptMilliseconds = 0;
  readonly watch = new ProofWatch({
    residency: this.residency,
    files: (reference) => [`/models/${reference}.gguf`],
    probe: async (resident) => {
      this.probed.push(resident);
      return { holds: true, residentBytes: 1, weightsBytes: resident.weightsBytes, how: "looked" };
    },
    onEmpty: async () => void (this.emptyLooks += 1),
    touches: true,
    clock: {
      now: () => this.clock.now() + this.sleptMilliseconds,
      sleep: (milliseconds, signal) => this.clock.sleep(milliseconds, signal),
      after: (milliseconds, callback) => this.clock.after(milliseconds, callback),
      every: (milliseconds, callback) => this.clock.every(milliseconds, callback),
    },
    logger: pino({ level: "silent" }),
  });
}

describe("the watch over memory", () => {
  it("looks soon after a load, then once a minute, and the resident shows it", async () => {
    const rig = new ProofRig();
    await rig.clock.advance(10_000);
    expect(rig.emptyLooks).toBe(1);
    await rig.residency.load("red:f16");
    expect(rig.residency.find("red:f16")?.proof).toBeNull();
    await rig.clock.advance(10_000);
    expect(rig.residency.find("red:f16")?.proof).toEqual({
      at: "2026-11-20T12:00:20.000Z",
      holds: true,
      residentBytes: 1,
      weightsBytes: 0,
      how: "looked",
    });
    await rig.clock.advance(50_000);
    expect(rig.probed).toEqual([{ pid: 4_001, weightsBytes: 0, files: ["/models/red:f16.gguf"] }]);
    await rig.clock.advance(10_000);
    expect(rig.probed).toHaveLength(2);
    rig.watch.dispose();
    await rig.clock.advance(120_000);
    expect(rig.probed).toHaveLength(2);
  });

  it("looks at once when the machine woke up, and touches what is pinned", async () => {
    const rig = new ProofRig();
    await rig.residency.pin("red:f16");
    await rig.residency.load("blue:f16");
    await rig.clock.advance(20_000);
    expect(rig.probed).toHaveLength(2);
    rig.sleptMilliseconds = 40_000;
    await rig.clock.advance(10_000);
    expect(rig.probed).toHaveLength(4);
    expect(rig.launcher.engines.map(({ touched }) => touched)).toEqual([1, 0]);
  });

  it("touches a pinned one that nobody uses every two minutes", async () => {
    const rig = new ProofRig();
    await rig.residency.pin("red:f16");
    await rig.clock.advance(100_000);
    const lease = await rig.lease("red:f16");
    await rig.clock.advance(300_000);
    expect(rig.launcher.last.touched).toBe(0);
    lease.release();
    await rig.clock.advance(130_000);
    expect(rig.launcher.last.touched).toBe(1);
    await rig.clock.advance(120_000);
    expect(rig.launcher.last.touched).toBe(2);
  });

  it("does not take what it saw of one process for another's", async () => {
    const rig = new ProofRig();
    await rig.residency.load("red:f16");
    rig.residency.recordProof("red:f16", 1, {
      at: "2026-11-20T12:00:00.000Z",
      holds: true,
      residentBytes: null,
      weightsBytes: 1,
      how: "another",
    });
    expect(rig.residency.find("red:f16")?.proof).toBeNull();
  });
});
