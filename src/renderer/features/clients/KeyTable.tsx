import { useState } from "react";
import type { KeyedClient, NewKey } from "../../../shared/shapes/client";
import { useLanguage } from "../../store/window-context";
import { Switch } from "../../ui/Switch";
import { KeyRow } from "./KeyRow";

export function KeyTable({ keys, onMade }: { keys: readonly KeyedClient[]; onMade: (key: NewKey) => void }) {
  const { clients } = useLanguage().words;
  const [revokedToo, setRevokedToo] = useState(false);
  const good = keys.filter(({ revokedAt }) => revokedAt === null);
  const shown = revokedToo ? keys : good;
  const { columns } = clients;
  return (
    <>
      {shown.length === 0 ? (
        <p className="soft">{clients.none}</p>
      ) : (
        <div className="table-frame">
          <table className="key-table">
            <thead>
              <tr>
                <th>{columns.client}</th>
                <th>{columns.opens}</th>
                <th className="number">{columns.today}</th>
                <th className="number">{columns.cloud}</th>
                <th className="number column-parts">{columns.used}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {shown.map((client) => (
                <KeyRow key={client.name} client={client} onMade={onMade} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {good.length === keys.length ? null : (
        <Switch label={clients.showRevoked} on={revokedToo} onChange={setRevokedToo} />
      )}
    </>
  );
}
