import type { Role } from "../../../shared/shapes/catalog";
import type { Machine } from "../../../shared/shapes/machine";
import type { CacheType, RolesPlan } from "../../../shared/shapes/plan";
import type { Resident } from "../../../shared/shapes/resident";
import { chargeOf } from "../telemetry/memory-balance";
import { planInto, type MachineSpeed, type PlanQuestion } from "./planner";
import { mustLeave, type SumsFor } from "./sums";

/** A role and the model that fills it. */
export interface RoleReference {
  readonly role: Role;
  readonly reference: string;
}

export interface RolesQuestion {
  /** Each model once, in the order of its first role. */
  readonly wanted: readonly (Pick<PlanQuestion, "model" | "dimensions" | "choices"> & {
    readonly roles: readonly string[];
  })[];
  readonly cacheType: CacheType;
  readonly machine: Machine;
  readonly residents: readonly Resident[];
  readonly speed: MachineSpeed;
  readonly sumsFor: SumsFor;
}

/** All roles' models loaded together: nobody takes so much context that a later one finds no room for its smallest. */
export function planAllRoles({ wanted, cacheType, machine, residents, speed, sumsFor }: RolesQuestion): RolesPlan {
  const isWanted = ({ reference }: Resident) => wanted.some(({ model }) => model.reference === reference);
  const others = residents.filter((resident) => !isWanted(resident));
  const already = residents.filter(isWanted).reduce((sum, resident) => sum + chargeOf(resident), 0);
  const availableBytes = machine.freeForModelsBytes + already;
  const least = wanted.map(({ dimensions, choices }) => {
    const smallest = choices.at(-1);
    return smallest === undefined ? 0 : sumsFor(dimensions, cacheType).estimate(smallest).totalBytes;
  });
  let taken = 0;
  const plans = wanted.map(({ roles, ...one }, index) => {
    const keptForLater = least.slice(index + 1).reduce((sum, bytes) => sum + bytes, 0);
    const freeForModelsBytes = Math.max(0, availableBytes - taken - keptForLater);
    const modelsBytes = machine.modelsBytes - already + taken + keptForLater;
    const plan = planInto({
      ...one,
      cacheType,
      machine: { ...machine, freeForModelsBytes, modelsBytes },
      residents: others,
      speed,
      sumsFor,
    });
    taken += plan.totalBytes;
    return { ...plan, roles: [...roles] };
  });
  const missing = Math.max(0, taken - availableBytes);
  return {
    fits: missing === 0,
    plans,
    totalBytes: taken,
    availableBytes,
    mustLeave: [...mustLeave(others, missing, Date.parse(machine.at))],
  };
}
