import { describe, expect, it } from "vitest";
import { judgeSovereignty } from "../../../../../src/main/core/sovereignty/sovereignty";
import type { Alarm } from "../../../../../src/shared/shapes/status";
import { quiet, unreached } from "../../../../support/outbound";
import { residentOf } from "../../../../support/resident";

const sealed = residentOf();
const open = residentOf({
  reference: "open:f16",
  seal: { enforced: false, mechanism: "none", checkedAt: null, evidence: [] },
});
const failed = residentOf({ ...open, pid: null });
const alarm: Alarm = {
  at: "2026-11-20T12:00:00.000Z",
  what: "A process has a connection that nobody announced",
  process: "worker",
  pid: 7,
  endpoint: "tcp 192.0.2.1:443",
  action: "shown",
};
const fetching = { jobs: 1, hosts: ["huggingface.co"], sources: ["hf:acme/tiny:Q8_0"], bytesSent: 9 };
const reached = { address: "https://192.168.1.5:8738", clients: 2 };

const workers = {
  none: [],
  "all sealed": [sealed],
  "one open": [sealed, open],
  "an open one that has ended": [failed],
};

/** In the order of their weight; the first whose facts hold is the state. */
function expected(
  hasAlarm: boolean,
  sealMode: string,
  who: keyof typeof workers,
  isReached: boolean,
  fetches: boolean,
) {
  if (hasAlarm) return "alarm";
  if (sealMode === "off" || who === "one open") return "not-enforced";
  if (isReached) return "network";
  return fetches ? "fetching" : "sealed";
}

describe("the one state, for every combination of facts", () => {
  const bits = [false, true];
  const rows = bits.flatMap((hasAlarm) =>
    (["required", "off"] as const).flatMap((sealMode) =>
      (Object.keys(workers) as (keyof typeof workers)[]).flatMap((who) =>
        bits.flatMap((isReached) => bits.map((fetches) => [hasAlarm, sealMode, who, isReached, fetches] as const)),
      ),
    ),
  );
  it.each(rows)("alarm %s, seal %s, workers: %s, network %s, download %s", (...row) => {
    const [hasAlarm, sealMode, who, isReached, fetches] = row;
    const claim = judgeSovereignty({
      sealMode,
      residents: workers[who],
      outbound: fetches ? fetching : quiet,
      alarms: hasAlarm ? [alarm] : [],
      observedAt: null,
      network: isReached ? reached : unreached,
    });
    expect(claim.state).toBe(expected(...row));
    // Only the best state goes without a reason, and what a worse one hides stays countable.
    expect(claim.reason === null).toBe(claim.state === "sealed");
    expect(claim.bytesOut).toBe(fetches ? fetching.bytesSent : 0);
    expect(claim.sealedWorkers === claim.workers).toBe(who !== "one open");
    expect(claim.alarms).toHaveLength(hasAlarm ? 1 : 0);
  });
});
