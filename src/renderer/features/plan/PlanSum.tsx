import type { Plan } from "../../../shared/shapes/plan";
import { useLanguage } from "../../store/window-context";

/** What a load takes, line by line. */
export function PlanSum({ plan }: { plan: Plan }) {
  const { words, format } = useLanguage();
  const { whatIf } = words;
  return (
    <table className="plan-sum">
      <tbody>
        {plan.lines.map(({ what, bytes }) => (
          <tr key={what}>
            <th scope="row">{whatIf.lines[what]}</th>
            <td className="number" title={format.exactBytes(bytes)}>
              {format.memoryPart(bytes, plan.totalBytes)}
            </td>
          </tr>
        ))}
        <tr className="plan-total">
          <th scope="row">{whatIf.total}</th>
          <td className="number" title={format.exactBytes(plan.totalBytes)}>
            {format.memory(plan.totalBytes)}
          </td>
        </tr>
      </tbody>
    </table>
  );
}
