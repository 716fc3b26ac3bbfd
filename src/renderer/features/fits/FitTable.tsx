import { useState } from "react";
import { useLanguage, useServices } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { Icon } from "../../ui/Icon";
import { Picker } from "../../ui/Picker";
import { FitColumnHead, FitFacts } from "./FitColumns";
import { FitRows } from "./FitRows";
import { useFitTables } from "./use-fit-tables";

const shownModels = 7;

/** Which models of the catalogue this machine holds at full quality, beside machines that one can buy. */
export function FitTable() {
  const { here, others, compared, machines, compare } = useFitTables();
  const [all, setAll] = useState(false);
  const { window } = useServices();
  const { words, format } = useLanguage();
  const text = words.fitTable;
  if (here === null) return <section aria-label={text.title} />;
  const command = here.models.flatMap(({ advice }) => advice).find(({ kind }) => kind === "gpuLimit")?.command ?? null;
  const columns = [here, ...others];
  return (
    <section className="fit-section" aria-labelledby="fit-title" data-testid="fit-table">
      <div className="section-head">
        <h2 id="fit-title">{text.title}</h2>
        <span className="quiet">{text.ceiling}</span>
      </div>
      <table className="fit-table">
        <thead>
          <tr>
            <th>{text.model}</th>
            <th className="number">
              {text.active}
              <small>{text.activeUnit}</small>
            </th>
            <th className="number column-weights">
              {text.weights}
              <small>{text.weightsUnit}</small>
            </th>
            <th className="number column-here">
              {text.thisMachine}
              <small>{format.capacity(here.memoryBytes)}</small>
            </th>
            {others.map((table, column) => (
              <th key={compared[column]} className="number column-machine">
                <span className="machine-name">
                  <span aria-hidden="true">{table?.displayName ?? compared[column]}</span>
                  <Icon name="upDown" />
                  <Picker
                    kind="quiet"
                    label={text.compare(format.count(column + 1))}
                    value={compared[column] ?? ""}
                    options={machines.map(({ name, displayName }) => ({ value: name, label: displayName }))}
                    onChange={(name) => {
                      compare(column, name);
                    }}
                  />
                </span>
                <FitColumnHead table={table} />
              </th>
            ))}
          </tr>
        </thead>
        <FitRows here={here} others={others} compared={compared} limit={all ? null : shownModels} />
        <FitFacts columns={columns} />
      </table>
      <p className="fit-note">
        {here.models.length > shownModels ? (
          <Button
            kind="link"
            onClick={() => {
              setAll(!all);
            }}
          >
            {all ? text.fewer : text.more(format.count(here.models.length))}
          </Button>
        ) : null}
        {command === null ? null : (
          <span>
            {text.gpuLimit} <code>{command}</code>
            <CopyButton
              label={words.whatIf.copyCommand}
              copiedLabel={words.endpoint.copied}
              copy={async () => await window.copyText(command)}
            />
          </span>
        )}
      </p>
    </section>
  );
}
