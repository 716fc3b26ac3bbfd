import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NewKey } from "../../src/shared/shapes/client";
import { reportSchema } from "../../src/shared/shapes/report";
import { ServedTresor } from "../support/served-tresor";

const models = join(import.meta.dirname, "..", "..", "resources", "models");
const reference = "stories260K:f32";
let folder: string;
let data: string;
let tresor: ServedTresor;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tresor-report-"));
  data = join(folder, "data");
  tresor = await ServedTresor.start(data, ["--models-dir", models, "--threads", "1"]);
});
afterAll(async () => {
  await tresor.end("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const path = (name: string) => join(folder, name);
const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

async function call(name: string, key: string | null, body?: object): Promise<{ status: number; text: string }> {
  const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
  const request = body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) };
  const response = await fetch(tresor.ready.url + name, request);
  return { status: response.status, text: await response.text() };
}

describe("tresor report", { timeout: 120_000 }, () => {
  it("tells what a served Tresor did, to a client and on the command line", async () => {
    const made = await call("/tresor/v1/createKey", tresor.adminToken, { name: "n8n" });
    const { key } = JSON.parse(made.text) as NewKey;
    const ask = { model: reference, prompt: "Once upon a time", max_tokens: 4 };
    expect((await call("/v1/completions", key, ask)).status).toBe(200);
    expect((await call("/v1/completions", null, ask)).status).toBe(200);

    const query = `from=${encodeURIComponent(minutesFromNow(-10))}&lang=de`;
    const answer = await call(`/tresor/v1/report?${query}`, tresor.adminToken);
    const { html, facts } = reportSchema.parse(JSON.parse(answer.text));
    expect(facts.requests).toMatchObject({ total: 2, atStage: { 3: 2 } });
    expect(facts.requests.clients).toMatchObject([
      { client: "n8n", requests: 1, done: 1, completionTokens: 4 },
      { client: "local", requests: 1, done: 1 },
    ]);
    expect(facts.models).toMatchObject([{ reference, requests: 2, onDisk: { quality: "full", quantization: "F32" } }]);
    expect(facts.models[0]?.digest).toMatch(/^sha256:/);
    expect(facts.keys.events).toMatchObject([
      { event: "created", details: ["n8n", "cli"] },
      { event: "used", details: ["n8n", "n8n"] },
    ]);
    expect(facts.service.events[0]).toMatchObject({ event: "start" });
    expect(facts.outbound).toEqual([]);
    expect(facts.verdict.ok).toBe(true);
    expect(facts.seal.checks).toBeGreaterThan(0);
    expect(html).toContain('<html lang="de">');

    const printed = await tresor.run("report", "--from", minutesFromNow(-10), "--out", path("report.html"), "--json");
    expect(JSON.parse(printed.stdout)).toMatchObject({ path: path("report.html"), ok: true });
    expect(printed.exitCode).toBe(0);
    expect(readFileSync(path("report.html"), "utf8")).toContain("<b>n8n</b>");
    expect(statSync(path("report.html")).mode & 0o077).toBe(0);
  });

  it.each([
    ["a date that is none", ["--from", "yesterday"], "yesterday"],
    ["an end before the beginning", ["--from", "2026-11-02", "--to", "2026-11-01"], "is not after"],
    ["a beginning in the future", ["--from", "2099-01-01"], "future"],
    ["a file that is there", ["--out", "there.html"], "is there already"],
    ["a folder that is not there", ["--out", "nowhere/report.html"], "cannot be written"],
  ])("refuses %s", async (_name, flags, message) => {
    writeFileSync(path("there.html"), "mine");
    const full = flags.map((flag) => (flag.endsWith(".html") ? path(flag) : flag));
    const out = full.includes("--out") ? [] : ["--out", path("never.html")];
    const { exitCode, stdout } = await tresor.run("report", ...full, ...out, "--json");
    expect((JSON.parse(stdout) as { error: { message: string } }).error.message).toContain(message);
    expect(exitCode).not.toBe(0);
    expect(existsSync(path("never.html"))).toBe(false);
    expect(readFileSync(path("there.html"), "utf8")).toBe("mine");
  });

  it("needs no running Tresor, and says so when a period is empty or the ledger was changed", async () => {
    await tresor.end("SIGTERM");
    const empty = ["report", "--from", "2020-01-01", "--to", "2020-01-02", "--lang", "en"];
    expect((await tresor.run(...empty, "--out", path("empty.html"))).stdout).toBe(`${path("empty.html")}\n`);
    expect(readFileSync(path("empty.html"), "utf8")).toContain("recorded nothing in this period");

    const file = join(data, "ledger", "ledger-000001.ndjson");
    writeFileSync(file, readFileSync(file, "utf8").replace('"client":"n8n"', '"client":"n8m"'));
    const { exitCode } = await tresor.run("report", "--lang", "de", "--out", path("changed.html"));
    expect(exitCode).toBe(1);
    expect(readFileSync(path("changed.html"), "utf8")).toContain(
      "Das Protokoll ist nicht so, wie es geschrieben wurde.",
    );
  });
});
