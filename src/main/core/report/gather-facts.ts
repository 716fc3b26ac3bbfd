import type { LedgerRecord } from "../../../shared/shapes/ledger";
import type { ReportFacts } from "../../../shared/shapes/report";
import { DayStates } from "./day-states";
import { EventLog } from "./event-log";
import { OutboundJobs } from "./outbound-jobs";
import { RequestCounts } from "./request-counts";
import { SealHistory } from "./seal-history";

/** In milliseconds since 1970; `from` null: since the first record. `to` is not included. */
export interface ReportPeriod {
  readonly from: number | null;
  readonly to: number;
}

/** What the records of a ledger say; the machine, the library and the verdict are added where the report is made. */
export type LedgerFacts = Omit<ReportFacts, "createdAt" | "timeZone" | "host" | "models" | "verdict"> & {
  readonly models: readonly Omit<ReportFacts["models"][number], "onDisk">[];
};

/** Sums up records as they stream by: a year of them takes no more memory than a day. */
export async function gatherFacts(
  records: AsyncIterable<LedgerRecord>,
  period: ReportPeriod,
  timeZone: string,
): Promise<LedgerFacts> {
  const gathering = new Gathering(period, timeZone);
  for await (const record of records) gathering.see(record);
  return gathering.facts();
}

type LogName = "alarms" | "settings" | "keys" | "service" | "ledgerEvents";

class Gathering {
  readonly #period: ReportPeriod;
  readonly #requests = new RequestCounts();
  readonly #outbound = new OutboundJobs();
  readonly #seal = new SealHistory();
  readonly #days: DayStates;
  readonly #logs: Readonly<Record<LogName, EventLog>> = {
    alarms: new EventLog(),
    settings: new EventLog(),
    keys: new EventLog(),
    service: new EventLog(),
    ledgerEvents: new EventLog(),
  };
  readonly #served = new Map<string, ReportFacts["served"][number]>();
  /** Before the period: what served when it began. */
  #servedBefore: ReportFacts["served"][number] | null = null;
  readonly #publicKeys = new Set<string>();
  #count = 0;
  #lostRecords = 0;
  #firstAt: number | null = null;
  #first: LedgerRecord | null = null;
  #last: LedgerRecord | null = null;

  constructor(period: ReportPeriod, timeZone: string) {
    this.#period = period;
    this.#days = new DayStates(timeZone);
  }

  see(record: LedgerRecord): void {
    const { from, to } = this.#period;
    const at = Date.parse(record.at);
    this.#firstAt = Math.min(this.#firstAt ?? at, at);
    const isWithin = at >= (from ?? -Infinity) && at < to;
    if (record.type === "outbound" && at < to) this.#outbound.see(record, isWithin);
    if (record.type === "start" && at < to) this.#outbound.restarted();
    if (record.type === "start" && at < to && !isWithin) this.#servedBefore = servedBy(record);
    // Its heading may lie before the period, its signatures within.
    if (record.type === "segment" && at < to) this.#publicKeys.add(record.publicKey);
    if (isWithin) this.#take(record);
  }

  facts(): LedgerFacts {
    const from = this.#period.from ?? Math.min(this.#firstAt ?? this.#period.to, this.#period.to);
    const { alarms, settings, keys, service, ledgerEvents } = this.#logs;
    const last = this.#last;
    if (this.#count > 0 && this.#servedBefore !== null)
      this.#served.set(nameOf(this.#servedBefore), this.#servedBefore);
    return {
      period: { from: new Date(from).toISOString(), to: new Date(this.#period.to).toISOString() },
      served: [...this.#served.values()],
      records: { count: this.#count, first: this.#first?.n ?? null, last: last?.n ?? null },
      ledgerFrom: this.#firstAt === null ? null : new Date(this.#firstAt).toISOString(),
      requests: this.#requests.requests(),
      codes: this.#requests.codes(),
      models: this.#requests.models(),
      outbound: this.#outbound.list(),
      seal: this.#seal.facts(),
      alarms: alarms.list(),
      settings: settings.list(),
      keys: keys.list(),
      service: service.list(),
      ledgerEvents: ledgerEvents.list(),
      lostRecords: this.#lostRecords,
      days: this.#days.list(from, this.#period.to),
      head: last === null ? null : { hash: last.hash, count: last.n, at: last.at },
      publicKeys: [...this.#publicKeys],
    };
  }

  #take(record: LedgerRecord): void {
    this.#count += 1;
    this.#first ??= record;
    this.#last = record;
    this.#days.see(record);
    const tell = (log: LogName, event: string, ...details: readonly (string | null)[]) =>
      this.#logs[log].add({
        record: record.n,
        at: record.at,
        event,
        details: details.filter((detail) => detail !== null),
      });
    switch (record.type) {
      case "request":
        return this.#requests.see(record);
      case "residency":
        if (record.event === "loaded") this.#requests.seeModel(record.reference, record.digest);
        return;
      case "seal":
        return this.#seal.see(record);
      case "alarm":
        return tell("alarms", "alarm", record.what, record.process, record.endpoint, record.action);
      case "settings":
        return tell("settings", "settings", record.by, ...changes(record.changed));
      case "key":
        return tell("keys", record.event, record.client, record.by);
      case "start":
        this.#served.set(nameOf(servedBy(record)), servedBy(record));
        return tell("service", "start", record.version, record.engine);
      case "stop":
        return tell("service", "stop", record.reason);
      case "repair":
        return tell("ledgerEvents", "repair", record.file, `${record.removedBytes}`);
      case "gap":
        this.#lostRecords += record.lostRecords;
        return tell("ledgerEvents", "gap", `${record.lostRecords}`, record.reason);
      case "clock":
        return tell("ledgerEvents", "clock", `${record.wentBackMilliseconds}`);
      case "tombstone":
        return tell("ledgerEvents", "tombstone", `${record.firstNumber}`, `${record.lastNumber}`);
      case "outbound":
      case "segment":
      case "signature":
    }
  }
}

function servedBy({ version, engine, chip }: Extract<LedgerRecord, { type: "start" }>): ReportFacts["served"][number] {
  return { version, engine, chip };
}

const nameOf = ({ version, engine, chip }: ReportFacts["served"][number]): string => `${version} ${engine} ${chip}`;

const changes = (changed: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(changed).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
