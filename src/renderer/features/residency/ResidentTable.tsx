import type { Resident } from "../../../shared/shapes/resident";
import { useLanguage, useSnapshot } from "../../store/window-context";
import { inPinnedOrder } from "./pinned-order";
import { ResidentTableRow } from "./ResidentTableRow";
import { useReorder, type Reorder } from "./use-reorder";

/** All residents with their memory in parts: the pinned ones first, in the order in which they are loaded at start. */
export function ResidentTable() {
  const residents = useSnapshot((snapshot) => snapshot.residents);
  const order = useSnapshot((snapshot) => snapshot.settings.pinned);
  const reorder = useReorder();
  const free = useSnapshot((snapshot) => snapshot.machine.freeForModelsBytes);
  const { words, format } = useLanguage();
  const { columns } = words.residency;
  if (residents.length === 0) {
    return (
      <div className="empty">
        <b>{words.resident.emptyTitle}</b>
        <span>{words.resident.emptyFree(format.memory(free))}</span>
        <a className="button button-primary" href="#library">
          {words.resident.openLibrary}
        </a>
      </div>
    );
  }
  return (
    <div className="table-frame">
      <table className="resident-table">
        <caption>{words.residency.keys}</caption>
        <thead>
          <tr>
            <th colSpan={3}>{columns.resident}</th>
            <th className="column-quality">{columns.quality}</th>
            <th className="number column-parts">{columns.weights}</th>
            <th className="number column-parts">{columns.kv}</th>
            <th className="number column-parts">{columns.compute}</th>
            <th className="number">{columns.total}</th>
            <th>{columns.doing}</th>
            <th>{columns.context}</th>
            <th colSpan={2} className="number">
              {columns.rate}
            </th>
            <th aria-label={words.resident.unload} />
          </tr>
        </thead>
        <ResidentGroup
          title={words.residency.pinnedGroup}
          residents={inPinnedOrder(residents, order)}
          reorder={reorder}
        />
        <ResidentGroup
          title={words.residency.onDemandGroup}
          residents={residents.filter(({ pinned }) => !pinned)}
          reorder={reorder}
        />
      </table>
      <p className="only-heard" role="status">
        {reorder.said}
      </p>
    </div>
  );
}

interface ResidentGroupProps {
  readonly title: string;
  readonly residents: readonly Resident[];
  readonly reorder: Reorder;
}

function ResidentGroup({ title, residents, reorder }: ResidentGroupProps) {
  if (residents.length === 0) return null;
  return (
    <tbody>
      <tr className="group-row">
        <th colSpan={13} scope="rowgroup">
          {title}
        </th>
      </tr>
      {residents.map((resident) => (
        <ResidentTableRow key={resident.reference} resident={resident} reorder={reorder} />
      ))}
    </tbody>
  );
}
