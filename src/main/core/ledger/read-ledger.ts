import type { LedgerEntryType, LedgerRecord } from "../../../shared/shapes/ledger";
import { fileLines } from "./file-lines";
import { segmentFiles } from "./segment-files";

/** All that is given must hold. Times in milliseconds since 1970, `to` excluded. */
export interface LedgerFilter {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly types?: readonly LedgerEntryType[] | undefined;
  readonly client?: string | undefined;
  /** A request's or a download's. */
  readonly id?: string | undefined;
  /** Only records with a higher number. */
  readonly after?: number | undefined;
}

/** Records in their order. What is no record is passed over: whether all is as it was written is for `verifyLedger` to say. */
export async function* readLedger(folder: string, filter: LedgerFilter = {}): AsyncGenerator<LedgerRecord, void, void> {
  for (const file of await segmentFiles(folder)) {
    for await (const lines of fileLines(file.path)) {
      for (const { bytes, isWhole } of lines) {
        const record = isWhole ? parse(bytes) : null;
        if (record !== null && matches(record, filter)) yield record;
      }
    }
  }
}

export function matches(record: LedgerRecord, { from, to, types, client, id, after }: LedgerFilter): boolean {
  const at = Date.parse(record.at);
  return (
    (from === undefined || at >= from) &&
    (to === undefined || at < to) &&
    (types === undefined || types.includes(record.type)) &&
    (client === undefined || ("client" in record && record.client === client)) &&
    (id === undefined || ("id" in record && record.id === id)) &&
    (after === undefined || record.n > after)
  );
}

function parse(bytes: Buffer): LedgerRecord | null {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is LedgerRecord {
  return typeof value === "object" && value !== null && "n" in value && "at" in value && "type" in value;
}
