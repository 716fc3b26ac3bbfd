import { beforeEach, describe, expect, it } from "vitest";
import { readLedger } from "../../../../../src/main/core/ledger/read-ledger";
import { gatherFacts } from "../../../../../src/main/core/report/gather-facts";
import { makeLedger, outboundEntry, requestEntry, sealEntry, type Moment } from "../../../../support/made-ledger";
import { temporaryFolder } from "../../../../support/temporary-folder";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

const start: Moment[1] = { type: "start", version: "1.2.0", engine: "engine 3", pid: 1, chip: "M3 Ultra" };
const day = { from: Date.parse("2026-11-26T00:00:00Z"), to: Date.parse("2026-11-27T00:00:00Z") };

async function factsOf(moments: readonly Moment[], period: { from: number | null; to: number } = day, zone = "UTC") {
  await makeLedger(folder, moments);
  return await gatherFacts(readLedger(folder), period, zone);
}

describe("the facts of a period", () => {
  it("count requests by client, stage and outcome, and what the period's borders exclude not at all", async () => {
    const facts = await factsOf([
      ["2026-11-25T23:59:59.999Z", requestEntry()],
      ["2026-11-26T00:00:00.000Z", requestEntry()],
      ["2026-11-26T09:00:00.000Z", requestEntry({ outcome: "failed", code: "rate_limited", completionTokens: 0 })],
      ["2026-11-26T10:00:00.000Z", requestEntry({ client: "agent", outcome: "cancelled", stage: 2 })],
      ["2026-11-27T00:00:00.000Z", requestEntry()],
    ]);
    expect(facts.requests).toEqual({
      total: 3,
      atStage: { 2: 1, 3: 2 },
      clients: [
        {
          client: "n8n",
          stage: 3,
          requests: 2,
          done: 1,
          failed: 1,
          cancelled: 0,
          promptTokens: 200,
          completionTokens: 20,
        },
        {
          client: "agent",
          stage: 2,
          requests: 1,
          done: 0,
          failed: 0,
          cancelled: 1,
          promptTokens: 100,
          completionTokens: 20,
        },
      ],
    });
    expect(facts.codes).toEqual([{ code: "rate_limited", count: 1 }]);
    expect(facts.models).toEqual([{ reference: "story:f32", digest: `sha256:${"1".repeat(64)}`, requests: 3 }]);
    expect(facts.records).toEqual({ count: 3, first: 3, last: 5 });
    expect(facts.head).toMatchObject({ count: 5, at: "2026-11-26T10:00:00.000Z" });
    expect(facts.publicKeys).toHaveLength(1);
  });

  it("list every job that went out, with the bytes of the period only", async () => {
    const facts = await factsOf([
      ["2026-11-25T20:00:00Z", outboundEntry("begun", 0)],
      ["2026-11-25T21:00:00Z", outboundEntry("ended", 400_000, { outcome: "paused" })],
      ["2026-11-26T08:00:00Z", outboundEntry("begun", 400_000)],
      ["2026-11-26T09:00:00Z", outboundEntry("ended", 1_000_000)],
      ["2026-11-26T10:00:00Z", outboundEntry("begun", 5_000, { id: "download_2" })],
      ["2026-11-27T10:00:00Z", outboundEntry("ended", 9_000, { id: "download_2" })],
    ]);
    expect(facts.outbound).toMatchObject([
      {
        begunAt: "2026-11-26T08:00:00.000Z",
        endedAt: "2026-11-26T09:00:00.000Z",
        bytesReceived: 600_000,
        bytesSent: 600,
      },
      { id: "download_2", begunAt: "2026-11-26T10:00:00.000Z", endedAt: null, outcome: null, bytesReceived: 5_000 },
    ]);
    expect(facts.outbound[0]).toMatchObject({ record: 4, outcome: "done", hosts: ["huggingface.co"] });
  });

  it("tell a job that began before the period and ended in it", async () => {
    const facts = await factsOf([
      ["2026-11-25T20:00:00Z", outboundEntry("begun", 0)],
      ["2026-11-26T09:00:00Z", outboundEntry("ended", 1_000)],
    ]);
    expect(facts.outbound).toMatchObject([
      { begunAt: "2026-11-25T20:00:00.000Z", endedAt: "2026-11-26T09:00:00.000Z" },
    ]);
  });

  it("tell a job that was under way all the time, unless Tresor was started anew since", async () => {
    const moments: readonly Moment[] = [
      ["2026-11-24T20:00:00Z", outboundEntry("begun", 700, { id: "download_0" })],
      ["2026-11-25T08:00:00Z", start],
      ["2026-11-25T20:00:00Z", outboundEntry("begun", 500)],
      ["2026-11-27T09:00:00Z", outboundEntry("ended", 1_000)],
    ];
    const { outbound } = await factsOf(moments);
    expect(outbound).toMatchObject([
      { id: "download_1", begunAt: "2026-11-25T20:00:00.000Z", endedAt: null, bytesReceived: 0 },
    ]);
    expect(outbound).toHaveLength(1);
  });

  it("know who served when the period began, and what happened in it", async () => {
    const facts = await factsOf([
      ["2026-11-25T08:00:00Z", start],
      ["2026-11-26T08:00:00Z", { type: "key", event: "revoked", client: "old", by: "cli" }],
      ["2026-11-26T08:01:00Z", { type: "settings", by: "control", changed: { seal: "off" } }],
      ["2026-11-26T08:02:00Z", { type: "gap", lostRecords: 7, reason: "disk full" }],
      ["2026-11-26T08:03:00Z", { type: "stop", reason: "told to" }],
    ]);
    expect(facts.served).toEqual([{ version: "1.2.0", engine: "engine 3", chip: "M3 Ultra" }]);
    expect(facts.keys.events).toMatchObject([{ event: "revoked", details: ["old", "cli"], record: 3 }]);
    expect(facts.settings.events[0]?.details).toEqual(["control", 'seal = "off"']);
    expect(facts.lostRecords).toBe(7);
    expect(facts.service.events.map(({ event }) => event)).toEqual(["stop"]);
    expect(facts.ledgerFrom).toBe("2026-11-25T08:00:00.000Z");
  });

  it("give each day the worst that it saw, in the zone's days", async () => {
    const facts = await factsOf(
      [
        ["2026-11-25T22:30:00Z", sealEntry()],
        ["2026-11-25T23:30:00Z", sealEntry(false)],
        ["2026-11-26T12:00:00Z", sealEntry()],
        ["2026-11-26T23:30:00Z", requestEntry()],
      ],
      { from: Date.parse("2026-11-24T23:00:00Z"), to: Date.parse("2026-11-28T23:00:00Z") },
      "Europe/Berlin",
    );
    expect(facts.days).toEqual([
      { day: "2026-11-25", state: "sealed" },
      { day: "2026-11-26", state: "notEnforced" },
      { day: "2026-11-27", state: "unproven" },
      { day: "2026-11-28", state: "nothing" },
    ]);
    expect(facts.seal).toMatchObject({ checks: 3, passed: 2, processes: 1 });
  });

  it("keep the first events of a kind and count the rest", async () => {
    const settings = { type: "settings", by: "control", changed: { port: 1 } } as const;
    const facts = await factsOf(Array.from({ length: 230 }, () => ["2026-11-26T08:00:00Z", settings] as const));
    expect(facts.settings.events).toHaveLength(200);
    expect(facts.settings.left).toBe(30);
  });

  it("are empty where nothing is", async () => {
    const facts = await gatherFacts(readLedger(folder), { from: null, to: day.to }, "UTC");
    expect(facts).toMatchObject({ records: { count: 0, first: null, last: null }, head: null, outbound: [], days: [] });
  });
});
