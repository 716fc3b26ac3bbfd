import type { KeyboardEvent } from "react";
import type { LedgerPage } from "../../../shared/shapes/ledger";
import { useLanguage } from "../../store/window-context";
import { LedgerRecordRow } from "./LedgerRecordRow";

export function LedgerTable({ records }: { records: LedgerPage["records"] }) {
  const { columns, title } = useLanguage().words.ledger;
  return (
    <div className="table-frame">
      <table className="ledger-table" aria-label={title} onKeyDown={moveByArrows} data-testid="ledger">
        <thead>
          <tr>
            <th>{columns.record}</th>
            <th>{columns.time}</th>
            <th>{columns.event}</th>
            <th>{columns.client}</th>
            <th>{columns.what}</th>
            <th className="number">{columns.in}</th>
            <th className="number">{columns.out}</th>
            <th className="number column-parts">{columns.took}</th>
            <th>{columns.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <LedgerRecordRow key={record.n} record={record} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** ↑ and ↓ move from record to record. */
function moveByArrows(event: KeyboardEvent<HTMLTableElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const numbers = [...event.currentTarget.querySelectorAll<HTMLElement>(".record-number")];
  const place = numbers.findIndex((number) => number === document.activeElement);
  if (place === -1) return;
  event.preventDefault();
  numbers[place + step]?.focus();
}
