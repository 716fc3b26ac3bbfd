import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runTresor, ServedTresor } from "../support/served-tresor";
import { temporaryFolder } from "../support/temporary-folder";

const models = join(import.meta.dirname, "..", "..", "resources", "models");
const reference = "stories260K:f32";
let folder: string;
let data: string;
let tresor: ServedTresor;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tresor-headless-"));
  data = join(folder, "data");
  tresor = await ServedTresor.start(data, ["--models-dir", models]);
});
afterAll(async () => {
  await tresor.end("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const json = async (...args: string[]): Promise<unknown> => JSON.parse((await tresor.run(...args, "--json")).stdout);

describe("tresor without a window", () => {
  it("says where it serves, before anything else", () => {
    expect(tresor.ready).toMatchObject({ event: "ready", pid: tresor.process.pid });
    expect(tresor.ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(tresor.ready.dashboard).toMatch(new RegExp(`^${tresor.ready.url}/\\?link=`));
    expect(statSync(join(data, "admin-token")).mode & 0o777).toBe(0o600);
  });

  it("lists, loads, pins, shows and unloads, with the fields of the contract", async () => {
    expect(await json("list")).toMatchObject({
      models: [{ reference, quality: "full", demo: false, architecture: "llama" }],
    });
    expect(await json("load", "stories260k")).toMatchObject({ reference, state: "ready", seal: { enforced: true } });
    expect(await json("pin", reference)).toMatchObject({ reference, pinned: true });
    expect(await json("ps", "--history")).toMatchObject({
      residents: [{ reference, pinned: true, leases: 0, memory: { weightsBytes: expect.any(Number) as number } }],
      history: [{ event: "pinned" }, { event: "loaded" }],
    });
    expect(await json("status")).toMatchObject({
      residents: 1,
      sovereignty: { state: "sealed", sealedWorkers: 1, workers: 1, bytesOut: 0 },
    });
    expect(await json("show", reference)).toMatchObject({ reference, template: null, tensorTypes: [{ type: "F32" }] });
    expect(await json("unload", reference)).toMatchObject({ reference, pinned: false });
    expect(await json("ps")).toMatchObject({ residents: [] });
  });

  it("streams an answer as text, and as one event a line", async () => {
    const text = await tresor.run("run", reference, "Once upon a time", "--max-tokens", "20", "--temperature", "0");
    expect(text).toMatchObject({ exitCode: 0 });
    expect(text.stdout).toMatch(/there was/);
    const { stdout } = await tresor.run("run", reference, "Once upon a time", "--max-tokens", "20", "--json");
    const events = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { event: string });
    expect(events.at(-1)).toMatchObject({ event: "done", reference, usage: { completionTokens: 20 } });
  });

  it("gives out a new link to the dashboard", async () => {
    const { dashboard } = (await json("status", "--link")) as { dashboard: string };
    const opened = await fetch(dashboard, { redirect: "manual" });
    expect([opened.status, opened.headers.get("set-cookie")]).toEqual([303, expect.stringContaining("HttpOnly")]);
    expect((await fetch(dashboard, { redirect: "manual" })).status).toBe(401);
  });

  it("answers no with 1, wrong usage with 2, and nobody there with 3", async () => {
    const unknown = await tresor.run("load", "no-such-model", "--json");
    expect([unknown.exitCode, JSON.parse(unknown.stdout)]).toEqual([
      1,
      { error: expect.objectContaining({ code: "model_not_found" }) as object },
    ]);
    expect((await tresor.run("load")).exitCode).toBe(2);
    const nobody = await runTresor("ps", "--data-dir", join(data, "elsewhere"));
    expect(nobody.exitCode).toBe(3);
    expect(nobody.stderr.trim().split("\n")).toHaveLength(1);
  });

  it("refuses a second one on the same data directory, and a port that is taken", async () => {
    const second = await tresor.run("serve", "--json", "--port", "0");
    expect([second.exitCode, second.stdout]).toEqual([1, expect.stringContaining("already_running")]);
    const port = new URL(tresor.ready.url).port;
    const taken = await runTresor("serve", "--json", "--port", port, "--data-dir", join(temporaryFolder(), "other"));
    expect([taken.exitCode, taken.stdout]).toEqual([1, expect.stringContaining("port_taken")]);
  });

  it("drains and exits with 0 when it is told to end", async () => {
    expect(await tresor.end("SIGTERM")).toBe(0);
    expect((await tresor.run("ps")).exitCode).toBe(3);
  });
});
