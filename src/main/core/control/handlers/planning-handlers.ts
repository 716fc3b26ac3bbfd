import type { Handlers } from "../../../../shared/contract/derive";
import type { Planning } from "../../planning/planning";

export type PlanningHandlers = Pick<Handlers, "plan" | "planRoles" | "fits" | "machines" | "catalog">;

export function planningHandlers(planning: Planning): PlanningHandlers {
  return {
    plan: async (wish) => await planning.plan(wish),
    planRoles: async () => await planning.planRoles(),
    fits: async ({ machine }) => await planning.fits(machine),
    machines: async () => await planning.machines(),
    catalog: async () => await planning.catalog(),
  };
}
