import { expect, it } from "vitest";
import { residencyEntries } from "../../../../../src/main/core/ledger/recorded-events";
import { judgeSovereignty } from "../../../../../src/main/core/sovereignty/sovereignty";
import { SealWatch, sealProbeMilliseconds } from "../../../../../src/main/core/sovereignty/seal-watch";
import type { LedgerEntry } from "../../../../../src/shared/shapes/ledger";
import type { Alarm } from "../../../../../src/shared/shapes/status";
import { ResidencyRig } from "../../../../fakes/residency-rig";
import { quiet, unreached } from "../../../../support/outbound";

const broken = {
  enforced: false,
  mechanism: "unshare -n",
  checkedAt: "2026-11-20T12:10:00.000Z",
  evidence: ["TCP connect to 192.0.2.1:9: connected"],
};

async function watched() {
  const rig = new ResidencyRig();
  const alarms: Omit<Alarm, "at">[] = [];
  const watch = new SealWatch({
    residents: () => rig.residency.residents(),
    probe: (reference) => rig.residency.probeSeal(reference),
    onBroken: (alarm) => alarms.push(alarm),
    clock: rig.clock,
  });
  const entries: LedgerEntry[] = [];
  const toEntries = residencyEntries(() => null);
  rig.residency.onEvent((signal) => entries.push(...toEntries(signal).filter(({ type }) => type === "seal")));
  await rig.residency.load("red:f16");
  const judged = () =>
    judgeSovereignty({
      sealMode: "required",
      residents: rig.residency.residents(),
      outbound: quiet,
      alarms: [],
      observedAt: null,
      network: unreached,
    });
  return { rig, watch, alarms, entries, judged };
}

it("raises an alarm once for a seal that holds no more, shows what is missing, and records each probe", async () => {
  const { rig, watch, alarms, entries, judged } = await watched();
  const engine = rig.launcher.last;
  engine.nextSeal = { ...engine.seal, checkedAt: "2026-11-20T12:05:00.000Z" };
  await rig.clock.advance(sealProbeMilliseconds);
  expect([alarms, judged().state, judged().checkedAt]).toEqual([[], "sealed", "2026-11-20T12:05:00.000Z"]);
  engine.nextSeal = broken;
  await rig.clock.advance(sealProbeMilliseconds);
  await rig.clock.advance(sealProbeMilliseconds);
  expect(alarms).toEqual([expect.objectContaining({ process: "worker", pid: engine.pid })]);
  expect(alarms[0]?.what).toContain("red:f16 does not hold any more: TCP connect to 192.0.2.1:9: connected");
  expect(judged().state).toBe("not-enforced");
  expect(judged().reason).toContain("red:f16 (TCP connect to 192.0.2.1:9: connected)");
  expect(entries).toEqual([true, true, false].map((enforced) => expect.objectContaining({ enforced }) as unknown));
  watch.dispose();
});

it("says nothing of a worker that ends while it is probed, nor of models without a process", async () => {
  const { rig, watch, alarms } = await watched();
  const engine = rig.launcher.last;
  engine.probeSeal = () => Promise.reject(new Error("It died."));
  await rig.clock.advance(sealProbeMilliseconds);
  await rig.residency.unload("red:f16", "test");
  await rig.clock.advance(sealProbeMilliseconds);
  expect(alarms).toEqual([]);
  watch.dispose();
});
