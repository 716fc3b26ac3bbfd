import { describe, expect, it } from "vitest";
import { findingsOf } from "../../../../../src/main/core/report/findings";
import { noEvents, reportFactsOf } from "../../../../support/report-facts";

const event = { record: 4, at: "2026-11-26T10:00:00.000Z", event: "alarm", details: [] };
const seal = { checks: 4, passed: 3, processes: 1, mechanisms: [], failed: noEvents };

describe("what the facts come to", () => {
  it.each([
    ["a quiet day", {}, ["kept"]],
    ["requests at stage 3", { requests: { total: 2, atStage: { 3: 2 }, clients: [] } }, ["kept"]],
    ["a request at stage 2", { requests: { total: 2, atStage: { 2: 1, 3: 1 }, clients: [] } }, ["cloud"]],
    ["an alarm", { alarms: { events: [event], left: 0 } }, ["alarms"]],
    ["a probe that failed", { seal }, ["notEnforced"]],
    ["a gap", { lostRecords: 1 }, ["recordsLost"]],
    ["an alarm and a gap", { lostRecords: 1, alarms: { events: [event], left: 0 } }, ["alarms", "recordsLost"]],
    ["a ledger that begins within", { ledgerFrom: "2026-11-26T10:00:00.000Z" }, ["kept", "beginsLater"]],
    ["no record", { records: { count: 0, first: null, last: null } }, ["nothingRecorded"]],
    [
      "requests without a probe",
      { requests: { total: 1, atStage: { 3: 1 }, clients: [] }, seal: { ...seal, checks: 0, passed: 0 } },
      ["unproven"],
    ],
    ["a fault in the chain", { verdict: { ...reportFactsOf().verdict, ok: false } }, ["ledgerBad"]],
  ] as const)("%s", (_name, rest, expected) => {
    expect(findingsOf(reportFactsOf(rest as Partial<ReturnType<typeof reportFactsOf>>))).toEqual(expected);
  });
});
