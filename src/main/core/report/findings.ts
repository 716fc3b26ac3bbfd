import type { ReportFacts } from "../../../shared/shapes/report";

/** What the facts come to. The first is the page's headline; `kept` stands alone. */
export type Finding =
  | "ledgerBad"
  | "alarms"
  | "cloud"
  | "notEnforced"
  | "recordsLost"
  | "unproven"
  | "beginsLater"
  | "nothingRecorded"
  | "kept";

/** The worst first. Never `kept` where anything is missing that the claim rests on. */
export function findingsOf(facts: ReportFacts): readonly [Finding, ...Finding[]] {
  const { verdict, alarms, requests, seal, lostRecords, records, ledgerFrom, period } = facts;
  const isLocal = requests.total === (requests.atStage[3] ?? 0);
  const holds: Readonly<Record<Exclude<Finding, "kept">, boolean>> = {
    ledgerBad: !verdict.ok,
    alarms: alarms.events.length > 0,
    cloud: !isLocal,
    notEnforced: seal.passed < seal.checks,
    recordsLost: lostRecords > 0,
    unproven: requests.total > 0 && seal.checks === 0,
    beginsLater: ledgerFrom !== null && ledgerFrom > period.from,
    nothingRecorded: records.count === 0,
  };
  const [first, ...others] = (Object.keys(holds) as Exclude<Finding, "kept">[]).filter((finding) => holds[finding]);
  // A ledger that is younger than the period narrows the claim and does not break it.
  if (first === "beginsLater" && others.length === 0) return ["kept", "beginsLater"];
  return first === undefined ? ["kept"] : [first, ...others];
}
