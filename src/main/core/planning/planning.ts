import type { ParsedInput } from "../../../shared/contract/derive";
import type { Catalog } from "../../../shared/shapes/catalog";
import type { FitTable, MachineKind } from "../../../shared/shapes/fits";
import type { Machine } from "../../../shared/shapes/machine";
import type { CacheType, Plan, RolesPlan } from "../../../shared/shapes/plan";
import type { Resident } from "../../../shared/shapes/resident";
import type { Library } from "../library/library-port";
import { contextChoices, type ContextChoice } from "../residency/context-choice";
import type { Bandwidth } from "./bandwidth";
import { catalogEntries, describeCatalog } from "./catalog";
import type { SpeedSample } from "./efficiency";
import { fitRow, fitTable, type MachineRoom } from "./fits";
import { findMachine, roomOf, soldMachines, thisMachine, thisMachineName } from "./machines";
import { planLoadOf, type MachineSpeed } from "./planner";
import { planAllRoles, type RoleReference } from "./roles-plan";
import { estimateMemory } from "../residency/memory/memory-estimate";
import { sumsBy, type SumsFor } from "./sums";

export interface PlanningOptions {
  readonly library: Pick<Library, "models" | "resolve" | "dimensions">;
  readonly residents: () => readonly Resident[];
  readonly machine: () => Promise<Machine>;
  /** What a load has when nobody says otherwise; null leaves it to the machine. `context` is tokens per slot. */
  readonly preferences: () => {
    readonly context: number | null;
    readonly slots: number | null;
    readonly cacheType: CacheType;
  };
  readonly bandwidth: () => Promise<Bandwidth | null>;
  readonly samples: () => readonly SpeedSample[];
  /** How this machine reckons loads; left out: without what was measured before. */
  readonly sumsFor?: SumsFor | undefined;
  /** Which model fills which role; left out: no role has one. */
  readonly roleReferences?: (() => readonly RoleReference[]) | undefined;
}

type LoadWish = ParsedInput<"plan">;

/** What loads would take, what machines hold, and what we recommend. It asks; it changes nothing. */
export class Planning {
  readonly #options: PlanningOptions;
  readonly #sumsFor: SumsFor;

  constructor(options: PlanningOptions) {
    this.#options = options;
    this.#sumsFor = options.sumsFor ?? sumsBy(estimateMemory);
  }

  /** @throws TresorError as Library.resolve */
  async plan(wish: LoadWish): Promise<Plan> {
    const { library, residents, machine, preferences } = this.#options;
    const model = library.resolve(wish.reference);
    const [dimensions, now, speed] = await Promise.all([
      library.dimensions(model.reference),
      machine(),
      this.#machineSpeed(),
    ]);
    return planLoadOf({
      model,
      dimensions,
      cacheType: wish.cacheType ?? preferences().cacheType,
      choices: this.#choices(dimensions.contextLength, wish),
      machine: now,
      residents: residents(),
      speed,
      sumsFor: this.#sumsFor,
    });
  }

  async planRoles(): Promise<RolesPlan> {
    const { library, residents, machine, preferences, roleReferences } = this.#options;
    const rolesOf = new Map<string, string[]>();
    for (const { role, reference } of roleReferences?.() ?? []) {
      const name = library.resolve(reference).reference;
      rolesOf.set(name, [...(rolesOf.get(name) ?? []), role]);
    }
    const [now, speed, ...dimensions] = await Promise.all([
      machine(),
      this.#machineSpeed(),
      ...[...rolesOf.keys()].map((name) => library.dimensions(name)),
    ]);
    const wanted = [...rolesOf].flatMap(([name, roles], index) => {
      const numbers = dimensions[index];
      if (numbers === undefined) return [];
      return [
        { model: library.resolve(name), roles, dimensions: numbers, choices: this.#choices(numbers.contextLength, {}) },
      ];
    });
    return planAllRoles({
      wanted,
      cacheType: preferences().cacheType,
      machine: now,
      residents: residents(),
      speed,
      sumsFor: this.#sumsFor,
    });
  }

  /** @throws TresorError `invalid_request` for a machine that is not in the list */
  async fits(name = thisMachineName): Promise<FitTable> {
    if (name !== thisMachineName) return fitTable(findMachine(soldMachines, name), catalogEntries);
    const { kind, room } = await this.#here();
    return fitTable(kind, catalogEntries, room);
  }

  async machines(): Promise<{ machines: MachineKind[] }> {
    return { machines: [(await this.#here()).kind, ...soldMachines] };
  }

  async catalog(): Promise<Catalog> {
    const { kind, room } = await this.#here();
    return describeCatalog({
      entries: catalogEntries,
      models: this.#options.library.models(),
      memoryBytes: kind.memoryBytes,
      fits: (entry) => fitRow(kind, entry, room).fits,
    });
  }

  async #here(): Promise<{ readonly kind: MachineKind; readonly room: MachineRoom }> {
    const [machine, bandwidth] = await Promise.all([this.#options.machine(), this.#options.bandwidth()]);
    return { kind: thisMachine(machine, bandwidth), room: roomOf(machine) };
  }

  async #machineSpeed(): Promise<MachineSpeed> {
    const bandwidth = await this.#options.bandwidth();
    return { bandwidthBytesPerSecond: bandwidth?.bytesPerSecond ?? null, samples: this.#options.samples() };
  }

  #choices(contextLength: number, wish: Pick<LoadWish, "context" | "slots">): readonly ContextChoice[] {
    const { context, slots } = this.#options.preferences();
    return contextChoices({
      context: wish.context ?? context ?? undefined,
      slots: wish.slots ?? slots ?? undefined,
      contextLength,
    });
  }
}
