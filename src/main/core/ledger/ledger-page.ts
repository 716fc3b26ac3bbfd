import type { LedgerPage, LedgerQuestion, LedgerRecord } from "../../../shared/shapes/ledger";
import { readLedger, type LedgerFilter } from "./read-ledger";

/** The newest records that a question asks for, newest first. Reads all files: the ledger of a busy year takes a second or two. */
export async function ledgerPage(
  folder: string,
  question: LedgerQuestion,
): Promise<Pick<LedgerPage, "records" | "more">> {
  const { before = Infinity, limit } = question;
  const newest: LedgerRecord[] = [];
  let found = 0;
  for await (const record of readLedger(folder, filterOf(question))) {
    if (record.n >= before) break;
    found += 1;
    newest.push(record);
    if (newest.length > limit) newest.shift();
  }
  return { records: newest.reverse(), more: found > limit };
}

function filterOf({ from, to, type, client, id }: LedgerQuestion): LedgerFilter {
  return {
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to),
    types: type === undefined ? undefined : [type],
    client,
    id,
  };
}
