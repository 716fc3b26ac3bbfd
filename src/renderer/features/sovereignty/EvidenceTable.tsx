import type { Resident } from "../../../shared/shapes/resident";
import { useLanguage, useNow } from "../../store/window-context";
import { Icon } from "../../ui/Icon";

/** What each worker tried when it looked for a way out, in its own words, and how old that is. */
export function EvidenceTable({ residents }: { residents: readonly Resident[] }) {
  const { words, format } = useLanguage();
  const now = useNow();
  const text = words.sovereignty;
  if (residents.length === 0) return <p className="soft">{text.noWorkers}</p>;
  return (
    <table className="evidence-table">
      <thead>
        <tr>
          <th>{text.worker}</th>
          <th>{text.wall}</th>
          <th>{text.seen}</th>
          <th className="number">{text.when}</th>
        </tr>
      </thead>
      <tbody>
        {residents.map(({ reference, pid, seal }) => (
          <tr key={reference} data-enforced={seal.enforced}>
            <td>
              <Icon name={seal.enforced ? "check" : "close"} />
              <b>{reference}</b> <span className="quiet">{text.processNumber(String(pid))}</span>
            </td>
            <td>
              {seal.enforced ? text.holds : <span className="not-enforced">{text.missing}</span>}
              {", "}
              {seal.mechanism === "none" ? text.none : <code>{seal.mechanism}</code>}
            </td>
            <td className="soft wrapping">
              <ul>
                {seal.evidence.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </td>
            <td className="number quiet">
              {seal.checkedAt === null ? words.state.notChecked : format.age(seal.checkedAt, now)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
