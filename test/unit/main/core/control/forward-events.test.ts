import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EventHub } from "../../../../../src/main/core/control/event-hub";
import { forwardEvents } from "../../../../../src/main/core/control/forward-events";
import type { Downloads } from "../../../../../src/main/core/downloads/downloads-port";
import type { Residency, ResidencySignal } from "../../../../../src/main/core/residency/residency-port";
import { SovereigntyWatch } from "../../../../../src/main/core/sovereignty/sovereignty-watch";
import type { MachineMonitor } from "../../../../../src/main/core/telemetry/machine-monitor";
import type { TresorEvent } from "../../../../../src/shared/contract/events";
import type { Download } from "../../../../../src/shared/shapes/download";
import type { Resident } from "../../../../../src/shared/shapes/resident";
import { FakeLibrary } from "../../../../fakes/library";
import { downloadOf } from "../../../../support/download";
import { quiet, unreached } from "../../../../support/outbound";
import { residentOf } from "../../../../support/resident";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The forwarding among fakes: what residency signals, what the hub then tells, and how often sovereignty looked at its facts. */
function rig() {
  const hub = new EventHub(() => undefined);
  const heard: TresorEvent[] = [];
  hub.subscribe((event) => heard.push(event));
  let residents: Resident[] = [];
  let looks = 0;
  let signal: (signal: ResidencySignal) => void = () => undefined;
  const residency: Pick<Residency, "onEvent"> = {
    onEvent: (listener) => {
      signal = listener;
      return () => undefined;
    },
  };
  const sovereignty = new SovereigntyWatch(
    () => {
      looks += 1;
      return { sealMode: "required", residents, outbound: quiet, alarms: [], observedAt: null, network: unreached };
    },
    () => "2026-11-20T12:00:00.000Z",
    (state) => hub.emit("sovereignty", state),
  );
  let tell: (download: Download) => void = () => undefined;
  const downloads: Pick<Downloads, "onChange"> = {
    onChange: (listener) => {
      tell = listener;
      return () => undefined;
    },
  };
  const monitor: Pick<MachineMonitor, "onSample"> = { onSample: () => () => undefined };
  forwardEvents({
    hub,
    library: new FakeLibrary(),
    residency: residency as Residency,
    downloads,
    monitor: monitor as MachineMonitor,
    sovereignty,
  });
  return {
    heard: () => heard.splice(0).map(({ event }) => event),
    looks: () => looks,
    change: (resident: Resident) => {
      residents = [resident];
      signal({ type: "changed", resident });
    },
    fetches: (download: Download) => tell(download),
    goes: (reference: string) => {
      residents = [];
      signal({ type: "gone", reference, reason: "test" });
    },
  };
}

describe("forwardEvents", () => {
  it("tells of downloads, and looks at what they mean for sovereignty", () => {
    const { heard, looks, fetches } = rig();
    const before = looks();
    fetches(downloadOf());
    expect([heard(), looks() - before]).toEqual([["download"], 1]);
  });

  it("tells a new state at once, with what it means for sovereignty, and a failure as a fault", () => {
    const { change, goes, heard } = rig();
    change(residentOf({ state: "loading" }));
    change(residentOf({ state: "ready", seal: { enforced: false, mechanism: "none", checkedAt: null, evidence: [] } }));
    expect(heard()).toEqual(["resident", "sovereignty", "resident", "sovereignty"]);
    change(residentOf({ state: "failed", pid: null, error: { code: "worker_died", message: "gone" } }));
    expect(heard()).toEqual(["resident", "sovereignty", "fault"]);
    goes("story:f32");
    expect(heard()).toEqual(["residentGone"]);
  });

  it("looks at the facts at the pace of its events, however fast the tokens come", () => {
    const { change, heard, looks } = rig();
    change(residentOf());
    const before = looks();
    for (let token = 0; token < 500; token++) change(residentOf({ tokensPerSecond: token }));
    expect(looks() - before).toBe(0);
    vi.advanceTimersByTime(200);
    expect([looks() - before, heard().at(-1)]).toEqual([1, "resident"]);
  });
});
