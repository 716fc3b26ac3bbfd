import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogSchema } from "../../src/shared/shapes/catalog";
import { fitTableSchema } from "../../src/shared/shapes/fits";
import { planSchema } from "../../src/shared/shapes/plan";
import { presets } from "../support/gguf/presets";
import { writeTinyLlama } from "../support/gguf/write-tiny-llama";
import { runTresor, ServedTresor } from "../support/served-tresor";

let folder: string;
let data: string;
let tresor: ServedTresor;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tresor-planning-"));
  data = join(folder, "data");
  for (const name of ["one", "two"]) writeTinyLlama({ ...presets.tiny, path: join(folder, `${name}.gguf`) });
  const elsewhere = ["--data-dir", join(folder, "before"), "--models-dir", folder, "--json"];
  const { totalBytes } = planSchema.parse(JSON.parse((await runTresor("plan", "one", ...elsewhere)).stdout));
  // Enough for one of them, too little for both.
  const limit = String(Math.round(1.5 * totalBytes));
  tresor = await ServedTresor.start(data, ["--models-dir", folder, "--memory-limit", limit, "--seal", "off"]);
});
afterAll(async () => {
  await tresor.end("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function get(path: string): Promise<unknown> {
  const token = readFileSync(join(data, "admin-token"), "utf8").trim();
  const answer = await fetch(`${tresor.ready.url}/tresor/v1/${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  return await answer.json();
}

describe("plans of a running Tresor", () => {
  it("say over HTTP what a load would take, and load nothing", async () => {
    const plan = planSchema.parse(await get("plan?reference=one&context=512&slots=1&cacheType=Q8_0"));
    expect(plan).toMatchObject({ reference: "one:f16", fits: true, context: 512, slots: 1, cacheType: "Q8_0" });
    expect(plan.lines.reduce((sum, { bytes }) => sum + bytes, 0)).toBeCloseTo(plan.totalBytes);
    expect(plan.tokensPerSecond?.low).toBeGreaterThan(0);
    expect(await get("ps")).toEqual({ residents: [] });
  });

  it("know what is loaded: a second model fits once the first has left", async () => {
    expect(await tresor.run("plan", "two", "--json")).toMatchObject({ exitCode: 0 });
    expect(await tresor.run("load", "one", "--json")).toMatchObject({ exitCode: 0 });
    const { exitCode, stdout } = await tresor.run("load", "two", "--dry-run", "--json");
    const plan = planSchema.parse(JSON.parse(stdout));
    expect(exitCode).toBe(1);
    expect(plan).toMatchObject({ fits: false, mustLeave: ["one:f16"] });
    expect(plan.advice).toContainEqual(
      expect.objectContaining({ kind: "unload", command: "tresor unload one:f16" }) as unknown,
    );
    expect(await tresor.run("unload", "one")).toMatchObject({ exitCode: 0 });
    expect(await tresor.run("plan", "two", "--json")).toMatchObject({ exitCode: 0 });
  });

  it("tell what this machine and others hold", async () => {
    const here = fitTableSchema.parse(await get("fits"));
    expect(here).toMatchObject({ machine: "this-machine" });
    expect(here.bandwidthBytesPerSecond).toBeGreaterThan(0);
    expect(here.models.some(({ fits }) => fits)).toBe(false);
    const spark = fitTableSchema.parse(await get("fits?machine=dgx-spark"));
    expect(spark.models.filter(({ fits }) => fits).map(({ name }) => name)).toContain("qwen3.5-35b-a3b");
    const { entries } = catalogSchema.parse(await get("catalog"));
    expect(entries[0]).toMatchObject({ name: "qwen3.5-397b-a17b", fits: false, reference: null });
    const { machines } = (await get("machines")) as { machines: { name: string }[] };
    expect(machines.map(({ name }) => name)).toEqual(expect.arrayContaining(["this-machine", "dgx-spark"]));
    expect(await get("planRoles")).toMatchObject({ fits: true });
  });
});

describe("plans without a running Tresor", () => {
  it("are made as if nothing were loaded", async () => {
    const elsewhere = ["--data-dir", join(folder, "elsewhere"), "--models-dir", folder, "--json"];
    const { exitCode, stdout } = await runTresor("plan", "one", ...elsewhere);
    expect([exitCode, planSchema.parse(JSON.parse(stdout)).fits]).toEqual([0, true]);
    const refused = await runTresor("plan", "one", "--memory-limit", "50MB", ...elsewhere);
    expect(refused.exitCode).toBe(1);
  });
});
