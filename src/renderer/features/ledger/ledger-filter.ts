import type { CallInput } from "../../../shared/contract/derive";
import type { LedgerEntryType } from "../../../shared/shapes/ledger";

/** What a person narrows the ledger by. Times are as a `datetime-local` field gives them, in local time. */
export interface LedgerFilter {
  readonly type: LedgerEntryType | "";
  readonly client: string;
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export const noLedgerFilter: LedgerFilter = { type: "", client: "", id: "", from: "", to: "" };
export const pageRecords = 25;

/** The question to the core: what is empty, or no time yet, narrows nothing. */
export function ledgerQuestion(filter: LedgerFilter, before: number | undefined): CallInput<"ledger"> {
  const from = momentOf(filter.from);
  const to = momentOf(filter.to);
  const client = filter.client.trim();
  const id = filter.id.trim();
  return {
    ...(filter.type === "" ? {} : { type: filter.type }),
    ...(client === "" ? {} : { client }),
    ...(id === "" ? {} : { id }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(before === undefined ? {} : { before }),
    limit: pageRecords,
  };
}

function momentOf(local: string): string | undefined {
  const time = Date.parse(local);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
