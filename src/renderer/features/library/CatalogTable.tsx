import { useState } from "react";
import type { Catalog } from "../../../shared/shapes/catalog";
import { useAnswer } from "../../store/use-answer";
import { useLanguage, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { GetButton } from "../downloads/GetButton";
import { GetField } from "../downloads/GetField";
import { catalogOrder } from "./catalog-order";

/** Models that are worth having and not here yet: what fits this machine first, larger ones on demand. */
export function CatalogTable() {
  const changes = useSnapshot(({ models, machine }) =>
    [machine.memoryLimitBytes, ...models.map(({ reference }) => reference)].join(" "),
  );
  const catalog = useAnswer("catalog", {}, changes).value;
  const [all, setAll] = useState(false);
  const { words, format } = useLanguage();
  const { catalog: text, library, downloads } = words;
  const entries = catalogOrder(catalog?.entries ?? []);
  const larger = entries.filter(({ fits }) => !fits).length;
  return (
    <section aria-labelledby="catalog-title" data-testid="catalog">
      <div className="section-head">
        <h2 id="catalog-title">{text.title}</h2>
        <GetField />
      </div>
      <p className="quiet announced">{downloads.announced}</p>
      {entries.length === 0 ? null : (
        <table className="catalog-table">
          <thead>
            <tr>
              <th>{library.columns.model}</th>
              <th>{text.roles}</th>
              <th className="number">{library.columns.parameters}</th>
              <th className="number">{text.download}</th>
              <th className="number">{library.columns.context}</th>
              <th>{text.licence}</th>
              <th>{text.memory}</th>
              <th className="number" aria-label={downloads.get} />
            </tr>
          </thead>
          <tbody>
            {entries
              .filter(({ fits }) => all || fits)
              .map((entry) => (
                <CatalogRow key={entry.name} entry={entry} />
              ))}
          </tbody>
        </table>
      )}
      {larger === 0 ? null : (
        <Button
          kind="link"
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? text.fewer : text.others(format.count(larger))}
        </Button>
      )}
    </section>
  );
}

function CatalogRow({ entry }: { entry: Catalog["entries"][number] }) {
  const { words, format } = useLanguage();
  const { catalog: text, library, roles } = words;
  const { displayName, name, parameters, activeParameters, weightsBytes, fits, recommended } = entry;
  return (
    <tr data-testid="catalog-row" data-name={name}>
      <td className="resident-name" title={name}>
        <b>{displayName}</b>
        <span>{recommended ? text.recommended : name}</span>
      </td>
      <td className="soft">{entry.roles.map((role) => roles.names[role]).join(", ")}</td>
      <td className="number">
        {format.parameters(parameters)}
        {activeParameters < parameters ? (
          <span className="second-line">{library.activeOf(format.parameters(activeParameters))}</span>
        ) : null}
      </td>
      <td className="number" title={format.exactBytes(weightsBytes)}>
        {format.file(weightsBytes)}
        <span className="second-line">{library.bitsPerWeight(format.decimal(entry.bitsPerWeight))}</span>
      </td>
      <td className="number">{format.count(entry.contextLength)}</td>
      <td className="soft">{entry.licence}</td>
      <td className={fits ? "fit-yes" : "fit-no"}>{fits ? text.fits : text.no}</td>
      <td className="number column-get">
        <GetButton source={name} name={displayName} published={entry.source !== null} kind="outlined" />
      </td>
    </tr>
  );
}
