import type { Handlers } from "../../../../shared/contract/derive";
import { TresorError } from "../../../../shared/errors";

export type PlanningHandlers = Pick<Handlers, "plan" | "planRoles" | "fits" | "machines" | "catalog">;

export function planningHandlers(): PlanningHandlers {
  const notYet = () => Promise.reject(new TresorError("unsupported", "Plans are not built yet."));
  return { plan: notYet, planRoles: notYet, fits: notYet, machines: notYet, catalog: notYet };
}
