import type { RolesPlan } from "../../../shared/shapes/plan";
import { useLanguage } from "../../store/window-context";
import { useNameOf } from "../residency/use-name-of";

/** Whether all roles fit at once, before the switch is thrown. */
export function RolesVerdict({ plan }: { plan: RolesPlan }) {
  const { words, format } = useLanguage();
  const nameOf = useNameOf();
  const { roles: text, whatIf } = words;
  const { fits, totalBytes, availableBytes, mustLeave } = plan;
  const needs = format.memory(totalBytes);
  return (
    <p className="plan-verdict" data-fits={fits} data-testid="roles-verdict">
      {fits ? <b>{whatIf.fits}</b> : null}{" "}
      <span className="soft">
        {fits
          ? text.allFit(needs, format.memory(availableBytes - totalBytes))
          : text.allShort(format.memory(totalBytes - availableBytes), needs)}{" "}
        {mustLeave.length === 0 ? "" : text.leaving(mustLeave.map(nameOf).join(", "))}
      </span>
    </p>
  );
}
