import { beforeEach, describe, expect, it } from "vitest";
import { createReport, periodOf } from "../../../../../src/main/core/report/create-report";
import { makeLedger, requestEntry, sealEntry } from "../../../../support/made-ledger";
import { modelOf } from "../../../../support/model";
import { temporaryFolder } from "../../../../support/temporary-folder";

const now = new Date("2026-11-27T08:00:00.000Z");
let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

describe("a period", () => {
  it("that still runs ends now", () => {
    const period = periodOf({ from: "2026-11-27T00:00:00Z", to: "2026-11-28T00:00:00Z" }, now);
    expect(period.to).toBe(now.getTime());
  });

  it.each([
    ["2026-11-26T00:00:00Z", "2026-11-26T00:00:00Z", "is not after"],
    ["2026-11-27T00:00:00Z", "2026-11-26T00:00:00Z", "is not after"],
    ["2026-11-28T00:00:00Z", undefined, "future"],
    ["2026-11-28T00:00:00Z", "2026-11-29T00:00:00Z", "future"],
  ])("from %s to %s is refused", (from, to, message) => {
    expect(() => periodOf({ from, to }, now)).toThrow(message);
  });
});

describe("a report", () => {
  it("of a ledger that is not there is an honest page", async () => {
    const { html, facts } = await createReport({ ledgerFolder: folder, models: [], now }, { lang: "de" });
    expect(facts.records.count).toBe(0);
    expect(html).toContain("nichts aufgezeichnet");
  });

  it("knows a model by its digest, whatever its name is by now", async () => {
    const digest = `sha256:${"1".repeat(64)}`;
    await makeLedger(folder, [
      ["2026-11-26T08:00:00Z", sealEntry()],
      ["2026-11-26T09:00:00Z", requestEntry({ reference: "old:f32", digest })],
      ["2026-11-26T09:00:01Z", requestEntry({ reference: "story:f32", digest: `sha256:${"2".repeat(64)}` })],
    ]);
    const models = [modelOf({ reference: "story:f32", digest, licence: "mit" })];
    const { facts } = await createReport({ ledgerFolder: folder, models, now }, { lang: "en" });
    expect(facts.models).toMatchObject([
      { reference: "old:f32", onDisk: { licence: "mit" } },
      { reference: "story:f32", onDisk: null },
    ]);
  });
});
