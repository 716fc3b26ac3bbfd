import type { Model } from "../../../shared/shapes/model";
import { useLanguage } from "../../store/window-context";
import { ModelTableRow } from "./ModelTableRow";

export function ModelTable({ models }: { models: readonly Model[] }) {
  const { columns, load } = useLanguage().words.library;
  return (
    <table className="model-table">
      <thead>
        <tr>
          <th>{columns.model}</th>
          <th className="column-quality">{columns.quality}</th>
          <th className="number">{columns.parameters}</th>
          <th className="number">{columns.disk}</th>
          <th className="number">{columns.context}</th>
          <th>{columns.capabilities}</th>
          <th className="column-parts">{columns.digest}</th>
          <th className="number" aria-label={load} />
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <ModelTableRow key={model.reference} model={model} />
        ))}
      </tbody>
    </table>
  );
}
