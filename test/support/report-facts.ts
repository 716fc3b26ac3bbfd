import type { EventList, ReportFacts } from "../../src/shared/shapes/report";

export const noEvents: EventList = { events: [], left: 0 };

/** The facts of a quiet day; tests say only what matters to them. */
export function reportFactsOf(rest: Partial<ReportFacts> = {}): ReportFacts {
  const head = { hash: "a".repeat(64), count: 12, at: "2026-11-26T20:00:00.000Z" };
  return {
    createdAt: "2026-11-27T08:00:00.000Z",
    timeZone: "Europe/Berlin",
    period: { from: "2026-11-25T23:00:00.000Z", to: "2026-11-26T23:00:00.000Z" },
    host: { name: "atlas", system: "Darwin 26.5.2", version: "1.2.0" },
    served: [{ version: "1.2.0", engine: "node-llama-cpp 3.0.0", chip: "Apple M3 Ultra" }],
    records: { count: 10, first: 3, last: 12 },
    ledgerFrom: "2026-11-20T08:00:00.000Z",
    requests: { total: 0, atStage: {}, clients: [] },
    codes: [],
    models: [],
    outbound: [],
    seal: { checks: 4, passed: 4, processes: 1, mechanisms: [{ mechanism: "seccomp", checks: 4 }], failed: noEvents },
    alarms: noEvents,
    settings: noEvents,
    keys: noEvents,
    service: noEvents,
    ledgerEvents: noEvents,
    lostRecords: 0,
    days: [{ day: "2026-11-26", state: "sealed" }],
    head,
    publicKeys: ["MCowBQYDK2VwAyEA"],
    verdict: { ok: true, records: 12, segments: 1, head, signedRecords: 11, keys: ["00ff"], firstBad: null },
    ...rest,
  };
}
