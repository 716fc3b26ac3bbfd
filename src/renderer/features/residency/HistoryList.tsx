import { useLanguage, useNow } from "../../store/window-context";
import { useHistory } from "./use-history";

const shownEvents = 12;

/** What came and went since the start, newest first, each with its reason. */
export function HistoryList() {
  const history = useHistory();
  const now = useNow();
  const { words, format } = useLanguage();
  const text = words.residency;
  return (
    <section>
      <h2>{text.history}</h2>
      {history.length === 0 ? (
        <p className="quiet">{text.historyEmpty}</p>
      ) : (
        <table className="history-table">
          <thead>
            <tr>
              <th>{text.time}</th>
              <th>{text.columns.resident}</th>
              <th>{text.event}</th>
              <th>{text.reason}</th>
            </tr>
          </thead>
          <tbody>
            {history.slice(0, shownEvents).map(({ at, event, reference, reason }) => (
              <tr key={`${at} ${event} ${reference}`}>
                <td className="quiet">{format.time(at, now)}</td>
                <td>{reference}</td>
                <td>{text.events[event]}</td>
                <td className="soft wrapping">{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
