import type { Alias } from "../../../shared/shapes/alias";
import { roleSchema } from "../../../shared/shapes/catalog";
import type { Model } from "../../../shared/shapes/model";
import { aliasKey, roleNamed } from "./alias-name";
import { defaultOf, type Circumstances } from "./default-roles";

export interface AliasFacts {
  /** What the user has set, by name. */
  readonly targets: Readonly<Record<string, string>>;
  readonly models: readonly Model[];
  readonly circumstances: Circumstances;
  /** The model that a target means, aliases left aside: so no alias leads to another. Null: there is none. */
  readonly find: (target: string) => Model | null;
}

/** All names and where they lead now: the five roles, then the user's own in order of the alphabet. */
export function aliasTable({ targets, models, circumstances, find }: AliasFacts): readonly Alias[] {
  const set = new Map(Object.entries(targets).map(([name, target]) => [aliasKey(name), target]));
  const roles = roleSchema.options.map((role) => {
    const target = set.get(role) ?? null;
    const model = target === null ? defaultOf(role, models, circumstances) : find(target);
    return { name: role, role, target, reference: model?.reference ?? null };
  });
  const own = [...set]
    .filter(([name]) => roleNamed(name) === null)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, target]) => ({ name, role: null, target, reference: find(target)?.reference ?? null }));
  return [...roles, ...own];
}
