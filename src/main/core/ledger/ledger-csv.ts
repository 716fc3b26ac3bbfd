import type { LedgerRecord } from "../../../shared/shapes/ledger";

/** The columns that people sort and sum by; whatever else a record holds is in `details` as JSON. */
const columns = [
  "n",
  "at",
  "type",
  "id",
  "client",
  "kind",
  "asked",
  "reference",
  "digest",
  "stage",
  "promptTokens",
  "cachedTokens",
  "completionTokens",
  "totalMilliseconds",
  "outcome",
  "code",
] as const;

export const csvHead = `${[...columns, "details", "hash"].join(",")}\r\n`;

/** One record as a line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvLine(record: LedgerRecord): string {
  const values = new Map<string, unknown>(Object.entries(record));
  // The chain is kept by the ledger itself; the hash is enough to find a record there.
  values.delete("previous");
  values.delete("hash");
  const cells = columns.map((column) => {
    const value = values.get(column);
    values.delete(column);
    return cell(value);
  });
  const details = values.size === 0 ? "" : JSON.stringify(Object.fromEntries(values));
  return `${[...cells, cell(details), record.hash].join(",")}\r\n`;
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : `${value as string | number}`;
  const harmless = /^[=+\-@\t\r]/.test(text) && typeof value === "string" ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
