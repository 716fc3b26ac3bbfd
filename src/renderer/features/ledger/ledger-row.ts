import type { LedgerEntry } from "../../../shared/shapes/ledger";
import type { Language } from "../../language/language";

/** One record in the columns of the table; null where a record has nothing to say there. */
export interface LedgerRow {
  readonly client: string | null;
  readonly what: string | null;
  readonly in: string | null;
  readonly out: string | null;
  readonly took: string | null;
  readonly outcome: string | null;
}

const nothing: LedgerRow = { client: null, what: null, in: null, out: null, took: null, outcome: null };

export function ledgerRow(entry: LedgerEntry, { words, format }: Language): LedgerRow {
  switch (entry.type) {
    case "request":
      return {
        client: entry.client,
        what: entry.asked ?? entry.reference,
        in: format.count(entry.promptTokens),
        out: format.count(entry.completionTokens),
        took: format.seconds(entry.totalMilliseconds),
        outcome: [words.ledger.outcomes[entry.outcome], entry.code].filter((part) => part !== null).join(", "),
      };
    case "outbound":
      return {
        ...nothing,
        what: `${entry.hosts.join(", ")}: ${entry.purpose}`,
        in: format.file(entry.bytesReceived),
        out: format.file(entry.bytesSent),
        outcome: entry.outcome ?? words.outbound[entry.event],
      };
    case "residency":
      return { ...nothing, what: `${entry.reference}: ${entry.reason}`, outcome: entry.event };
    case "seal":
      return {
        ...nothing,
        what: `${entry.reference}, ${entry.mechanism}`,
        outcome: entry.enforced ? words.sovereignty.holds : words.sovereignty.missing,
      };
    case "key":
      return { ...nothing, client: entry.client, what: entry.by, outcome: entry.event };
    case "settings":
      return { ...nothing, client: entry.by, what: Object.keys(entry.changed).join(", ") };
    case "alarm":
      return {
        ...nothing,
        client: entry.process,
        what: [entry.what, entry.endpoint].filter((part) => part !== null).join(" "),
        outcome: entry.action,
      };
    case "start":
      return { ...nothing, what: `${entry.version}, ${entry.engine}, ${entry.chip}` };
    case "stop":
      return { ...nothing, what: entry.reason };
    case "repair":
      return { ...nothing, what: entry.file, outcome: `−${format.exactBytes(entry.removedBytes)}` };
    case "gap":
      return { ...nothing, what: entry.reason, outcome: `−${format.count(entry.lostRecords)}` };
    case "clock":
      return { ...nothing, outcome: `−${format.duration(entry.wentBackMilliseconds)}` };
    case "tombstone":
      return {
        ...nothing,
        what: entry.reason,
        outcome: `${format.count(entry.firstNumber)}–${format.count(entry.lastNumber)}`,
      };
    case "segment":
      return { ...nothing, outcome: format.count(entry.segment) };
    case "signature":
      return nothing;
  }
}
