import type { FitTable, MachineKind } from "../../../shared/shapes/fits";
import { useLanguage } from "../../store/window-context";

/** The memory of a machine under its name; and that it is announced, not measured. */
export function FitColumnHead({ table }: { table: FitTable | null }) {
  const { words, format } = useLanguage();
  if (table === null) return <small>–</small>;
  return (
    <small>
      {format.capacity(table.memoryBytes)}
      {table.machineKind.expected ? <em>{words.fitTable.expected}</em> : null}
    </small>
  );
}

/** What each machine is: how fast its memory is, what it costs and draws, and from when that is. */
export function FitFacts({ columns }: { columns: readonly (FitTable | null)[] }) {
  const { words, format } = useLanguage();
  const text = words.fitTable;
  const approximately = (value: number | null, figure: (value: number) => string) =>
    value === null ? "–" : text.about(figure(value));
  const facts: readonly { readonly name: string; readonly of: (machine: MachineKind) => string }[] = [
    {
      name: text.bandwidth,
      of: ({ bandwidthBytesPerSecond }) =>
        bandwidthBytesPerSecond === null ? "–" : format.bandwidth(bandwidthBytesPerSecond),
    },
    { name: text.price, of: ({ priceEuros }) => approximately(priceEuros, format.euros) },
    { name: text.power, of: ({ powerWatts }) => approximately(powerWatts, format.watts) },
  ];
  const dates = new Set(
    columns.flatMap((table) =>
      table === null || (table.machineKind.priceEuros === null && table.machineKind.powerWatts === null)
        ? []
        : [format.month(table.machineKind.asOf)],
    ),
  );
  return (
    <tfoot>
      {facts.map(({ name, of }) => (
        <tr key={name}>
          <th scope="row" colSpan={3}>
            {name}
          </th>
          {columns.map((table, index) => (
            <td key={table?.machine ?? index} className={index === 0 ? "number column-here" : "number column-machine"}>
              {table === null ? "–" : of(table.machineKind)}
            </td>
          ))}
        </tr>
      ))}
      {dates.size === 0 ? null : (
        <tr>
          <td colSpan={3 + columns.length} className="quiet fit-dates">
            {text.asOf([...dates].join(", "))}
          </td>
        </tr>
      )}
    </tfoot>
  );
}
