import { hostname, release, type } from "node:os";
import { TresorError } from "../../../shared/errors";
import type { Model } from "../../../shared/shapes/model";
import type { Report, ReportedModel, ReportFacts, ReportQuestion } from "../../../shared/shapes/report";
import { version } from "../../../shared/version";
import { readLedger } from "../ledger/read-ledger";
import { verifyLedger } from "../ledger/verify-ledger";
import { gatherFacts, type LedgerFacts, type ReportPeriod } from "./gather-facts";
import { reportPage } from "./report-page";

export interface ReportSources {
  readonly ledgerFolder: string;
  /** What the library knows now. */
  readonly models: readonly Model[];
  readonly now: Date;
}

/** Reads the whole ledger twice: once to check it, once for what it says. @throws TresorError `invalid_request` */
export async function createReport(sources: ReportSources, question: ReportQuestion): Promise<Report> {
  const { ledgerFolder, models, now } = sources;
  const period = periodOf(question, now);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const verdict = await verifyLedger(ledgerFolder);
  const gathered = await gatherFacts(readLedger(ledgerFolder), period, timeZone);
  const facts: ReportFacts = {
    ...gathered,
    createdAt: now.toISOString(),
    timeZone,
    host: { name: hostname(), system: `${type()} ${release()}`, version },
    models: gathered.models.map((model) => ({ ...model, onDisk: knownOf(model, models) })),
    verdict,
  };
  return { html: reportPage(facts, question.lang), facts };
}

/** A period that is still running ends now. @throws TresorError `invalid_request` */
export function periodOf({ from, to }: Pick<ReportQuestion, "from" | "to">, now: Date): ReportPeriod {
  const begin = from === undefined ? null : Date.parse(from);
  const end = Math.min(to === undefined ? Infinity : Date.parse(to), now.getTime());
  if (begin !== null && to !== undefined && begin >= Date.parse(to)) {
    const message = `The period is empty: "to" (${to}) is not after "from" (${from ?? ""}). "to" is not included; for one day give the next day.`;
    throw new TresorError("invalid_request", message, { field: "to" });
  }
  if (begin !== null && begin >= end) {
    const message = `"from" (${from ?? ""}) lies in the future: nothing can have been recorded yet.`;
    throw new TresorError("invalid_request", message, { field: "from" });
  }
  return { from: begin, to: end };
}

/** By digest: a name may lead to another file by now. */
function knownOf(used: LedgerFacts["models"][number], models: readonly Model[]): ReportedModel["onDisk"] {
  const model = models.find(({ digest, reference }) =>
    used.digest === null || digest === null ? reference === used.reference : digest === used.digest,
  );
  if (model === undefined) return null;
  const { quality, quantization, bitsPerWeight, licence, source, provenance } = model;
  return { quality, quantization, bitsPerWeight, licence, source: provenance?.repository ?? source };
}
