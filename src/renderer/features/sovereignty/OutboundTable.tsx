import { ledgerEntrySchema, type LedgerPage } from "../../../shared/shapes/ledger";
import { useAnswer } from "../../store/use-answer";
import { useLanguage, useNow, useSnapshot } from "../../store/window-context";

const shown = 10;

/** The last connections to the outside that the ledger knows: host, purpose, and what went each way. */
export function OutboundTable() {
  const downloads = useSnapshot((snapshot) => snapshot.downloads);
  const { words, format } = useLanguage();
  const now = useNow();
  const states = downloads.map(({ id, state }) => `${id} ${state}`).join();
  const { value, error } = useAnswer("ledger", { type: "outbound", limit: shown }, states);
  const text = words.outbound;
  const rows = (value?.records ?? []).flatMap(outboundOf);
  if (error !== null) return null;
  return (
    <section aria-labelledby="outbound">
      <h2 id="outbound">{text.title}</h2>
      {rows.length === 0 ? (
        <p className="soft">{value === null ? words.ledger.asking : text.none}</p>
      ) : (
        <div className="table-frame">
          <table data-testid="outbound">
            <thead>
              <tr>
                <th>{words.ledger.columns.time}</th>
                <th>{text.host}</th>
                <th>{text.purpose}</th>
                <th>{text.state}</th>
                <th className="number">{text.sent}</th>
                <th className="number">{text.received}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ n, at, entry }) => (
                <tr key={n}>
                  <td className="quiet">{format.time(at, now)}</td>
                  <td className="wrapping">{entry.hosts.join(", ")}</td>
                  <td className="soft wrapping">{entry.purpose}</td>
                  <td>{entry.outcome ?? text[entry.event]}</td>
                  <td className="number">{format.file(entry.bytesSent)}</td>
                  <td className="number">{format.file(entry.bytesReceived)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function outboundOf(record: LedgerPage["records"][number]) {
  const { data } = ledgerEntrySchema.safeParse(record);
  return data?.type === "outbound" ? [{ n: record.n, at: record.at, entry: data }] : [];
}
