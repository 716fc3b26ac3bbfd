import { useState } from "react";
import { ledgerEntrySchema, type LedgerPage } from "../../../shared/shapes/ledger";
import { useLanguage, useNow, useServices } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { ledgerRow } from "./ledger-row";

/** One record; its number is a button that opens it as it stands in the ledger. */
export function LedgerRecordRow({ record }: { record: LedgerPage["records"][number] }) {
  const [open, setOpen] = useState(false);
  const { window } = useServices();
  const language = useLanguage();
  const now = useNow();
  const { words, format } = language;
  const { data } = ledgerEntrySchema.safeParse(record);
  const row = data === undefined ? null : ledgerRow(data, language);
  const number = format.count(record.n);
  const whole = JSON.stringify(record, null, 2);
  return (
    <>
      <tr data-record={record.n}>
        <td>
          <Button
            kind="link"
            className="record-number"
            aria-expanded={open}
            aria-label={words.ledger.open(number)}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {number}
          </Button>
        </td>
        <td className="quiet">{format.time(record.at, now)}</td>
        <td>{words.ledger.kinds[record.type]}</td>
        <td>{row?.client ?? "–"}</td>
        <td className="soft wrapping what">{row?.what ?? "–"}</td>
        <td className="number">{row?.in ?? "–"}</td>
        <td className="number">{row?.out ?? "–"}</td>
        <td className="number column-parts">{row?.took ?? "–"}</td>
        <td className="wrapping">{row?.outcome ?? "–"}</td>
      </tr>
      {open ? (
        <tr className="note-row record">
          <td colSpan={9}>
            <div className="section-head">
              <span className="quiet">{words.ledger.whole}</span>
              <CopyButton
                label={words.ledger.copyRecord}
                copiedLabel={words.endpoint.copied}
                copy={async () => {
                  await window.copyText(whole);
                }}
              />
            </div>
            <pre tabIndex={0}>{whole}</pre>
          </td>
        </tr>
      ) : null}
    </>
  );
}
