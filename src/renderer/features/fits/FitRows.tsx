import type { FitRow, FitTable } from "../../../shared/shapes/fits";
import { useLanguage } from "../../store/window-context";

export interface FitRowsProps {
  readonly here: FitTable;
  readonly others: readonly (FitTable | null)[];
  readonly compared: readonly string[];
  /** How many rows are shown; null: all. */
  readonly limit: number | null;
}

/** A row a model: yes is a dot and the ceiling, no is the word. */
export function FitRows({ here, others, compared, limit }: FitRowsProps) {
  const { format } = useLanguage();
  return (
    <tbody>
      {here.models.slice(0, limit ?? undefined).map((model) => (
        <tr key={model.name}>
          <th scope="row" title={model.displayName}>
            {model.displayName}
          </th>
          <td className="number">{format.decimal(model.activeParameters / 1e9)}</td>
          <td className="number column-weights" title={format.exactBytes(model.weightsBytes)}>
            {format.count(Math.round(model.weightsBytes / 1e9))}
          </td>
          <FitCell row={model} here />
          {others.map((table, column) => (
            <FitCell key={compared[column]} row={table?.models.find(({ name }) => name === model.name) ?? null} />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function FitCell({ row, here = false }: { row: FitRow | null; here?: boolean }) {
  const { words, format } = useLanguage();
  const { fitTable } = words;
  const place = here ? "number column-here" : "number column-machine";
  if (row === null) return <td className={place}>–</td>;
  if (!row.fits) return <td className={`${place} fit-no`}>{fitTable.no}</td>;
  const ceiling = row.tokensPerSecondCeiling;
  const rate = ceiling === null ? null : format.count(Math.round(ceiling));
  return (
    <td
      className={`${place} fit-yes`}
      aria-label={rate === null ? fitTable.fits : fitTable.fitsAt(rate)}
      title={rate === null ? fitTable.fits : fitTable.fitsAt(rate)}
    >
      {rate ?? fitTable.yes}
    </td>
  );
}
