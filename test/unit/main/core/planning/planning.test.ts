import { describe, expect, it } from "vitest";
import { Planning, type PlanningOptions } from "../../../../../src/main/core/planning/planning";
import { catalogSchema } from "../../../../../src/shared/shapes/catalog";
import { rolesPlanSchema } from "../../../../../src/shared/shapes/plan";
import { fakeMachine } from "../../../../fakes/handlers";
import { SizedLibrary } from "../../../../fakes/residency-rig";
import { residentOf } from "../../../../support/resident";

const gigabyte = 1e9;

function planningWith(change: Partial<PlanningOptions> = {}, freeBytes = 100 * gigabyte): Planning {
  return new Planning({
    library: new SizedLibrary(["red:f16", "blue:f16", "green:f16"]),
    residents: () => [],
    machine: async () => ({ ...fakeMachine, modelsBytes: 0, freeForModelsBytes: freeBytes }),
    preferences: () => ({ context: null, slots: null, cacheType: "F16" }),
    bandwidth: async () => ({ bytesPerSecond: 819e9, measured: false }),
    samples: () => [],
    ...change,
  });
}

describe("planning one load", () => {
  it("takes what is asked for, else what the user prefers, else what suits the model", async () => {
    const planning = planningWith();
    expect(await planning.plan({ reference: "red" })).toMatchObject({ context: 2_048, slots: 2, cacheType: "F16" });
    const preferring = planningWith({ preferences: () => ({ context: 1_024, slots: 4, cacheType: "Q8_0" }) });
    expect(await preferring.plan({ reference: "red" })).toMatchObject({ context: 1_024, slots: 4, cacheType: "Q8_0" });
    expect(await preferring.plan({ reference: "red", context: 512, slots: 1, cacheType: "F16" })).toMatchObject({
      reference: "red:f16",
      context: 512,
      slots: 1,
      cacheType: "F16",
    });
  });

  it("knows no model that the library does not know", async () => {
    await expect(planningWith().plan({ reference: "pink" })).rejects.toMatchObject({ code: "model_not_found" });
  });
});

describe("planning all roles", () => {
  const roleReferences = () => [
    { role: "text" as const, reference: "red" },
    { role: "code" as const, reference: "red:f16" },
    { role: "embed" as const, reference: "blue:f16" },
  ];

  it("counts a model once, whatever its roles", async () => {
    const plan = await planningWith({ roleReferences }).planRoles();
    expect(rolesPlanSchema.parse(plan)).toEqual(plan);
    expect(plan.plans.map(({ reference, roles }) => [reference, roles])).toEqual([
      ["red:f16", ["text", "code"]],
      ["blue:f16", ["embed"]],
    ]);
    expect(plan).toMatchObject({ fits: true, mustLeave: [] });
    expect(plan.totalBytes).toBe(plan.plans.reduce((sum, { totalBytes }) => sum + totalBytes, 0));
  });

  it("lets no model take the room of the next", async () => {
    const roomy = await planningWith({ roleReferences }).planRoles();
    const short = await planningWith({ roleReferences }, roomy.totalBytes - 1).planRoles();
    expect(short.fits).toBe(true);
    expect(short.plans.every(({ fits }) => fits)).toBe(true);
    expect(short.totalBytes).toBeLessThan(roomy.totalBytes);
  });

  it("names who is no role's and would leave; what is a role's stays", async () => {
    const memory = { predictedBytes: 5e9, measuredBytes: null, weightsBytes: 5e9, kvCacheBytes: 0, computeBytes: 0 };
    const residents = () => [residentOf({ reference: "green:f16", memory }), residentOf({ reference: "red:f16" })];
    const plan = await planningWith({ roleReferences, residents }, 1 * gigabyte).planRoles();
    expect(plan).toMatchObject({ fits: false, mustLeave: ["green:f16"] });
  });

  it("is empty where no role has a model", async () => {
    expect(await planningWith().planRoles()).toMatchObject({ fits: true, plans: [], totalBytes: 0, mustLeave: [] });
  });
});

describe("what machines hold", () => {
  it("is told of this machine, and of any that is in the list", async () => {
    const planning = planningWith();
    expect(await planning.fits()).toMatchObject({ machine: "this-machine", displayName: "Apple M3 Ultra" });
    expect(await planning.fits("dgx-spark")).toMatchObject({ machine: "dgx-spark", bandwidthBytesPerSecond: 273e9 });
    await expect(planning.fits("toaster")).rejects.toMatchObject({ code: "invalid_request" });
    const { machines } = await planning.machines();
    expect(machines[0]?.name).toBe("this-machine");
    expect(machines.length).toBeGreaterThan(15);
  });

  it("is told with the catalogue too", async () => {
    const catalog = await planningWith().catalog();
    expect(catalogSchema.parse(catalog)).toEqual(catalog);
    expect(catalog.entries.find(({ name }) => name === "minimax-m2.5")).toMatchObject({ fits: true });
    expect(catalog.entries.find(({ name }) => name === "kimi-k2.5")).toMatchObject({ fits: false, reference: null });
  });
});
