import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readLedger } from "../../src/main/core/ledger/read-ledger";
import { verifyLedger } from "../../src/main/core/ledger/verify-ledger";
import type { ClientRules, KeyedClient, NewKey } from "../../src/shared/shapes/client";
import type { LedgerRecord } from "../../src/shared/shapes/ledger";
import { ServedTresor } from "../support/served-tresor";

const models = join(import.meta.dirname, "..", "..", "resources", "models");
const reference = "stories260K:f32";
let folder: string;
let data: string;
let tresor: ServedTresor;
let log = "";
const keys: string[] = [];

const start = async () =>
  (tresor = await ServedTresor.start(
    data,
    ["--models-dir", models, "--log-level", "debug"],
    {},
    (text) => (log += text),
  ));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tresor-keys-"));
  data = join(folder, "data");
  await start();
});
afterAll(async () => {
  await tresor.end("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const json = async <T>(...args: string[]): Promise<T> => JSON.parse((await tresor.run(...args, "--json")).stdout) as T;

async function makeKey(rules: Partial<ClientRules> & { readonly name: string }): Promise<string> {
  const made = await post("/tresor/v1/createKey", tresor.adminToken, rules);
  const { key } = JSON.parse(made.text) as NewKey;
  keys.push(key);
  return key;
}

async function post(path: string, key: string | null, body: object) {
  const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
  const response = await fetch(tresor.ready.url + path, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const complete = async (key: string | null, more: object = {}) =>
  await post("/v1/completions", key, { model: reference, prompt: "Once upon a time", max_tokens: 4, ...more });

async function today(name: string): Promise<KeyedClient["today"] | undefined> {
  const headers = { authorization: `Bearer ${tresor.adminToken}` };
  const response = await fetch(`${tresor.ready.url}/tresor/v1/keys`, { headers });
  const listing = (await response.json()) as { keys: KeyedClient[] };
  return listing.keys.find((one) => one.name === name)?.today;
}

describe("a served Tresor", { timeout: 120_000 }, () => {
  it("counts what a key uses, and goes on counting after a restart", async () => {
    const key = await makeKey({ name: "n8n", tokensPerDay: 40, stage: 2 });
    const { status, text } = await complete(key);
    expect(status).toBe(200);
    const { usage } = JSON.parse(text) as { usage: { prompt_tokens: number; completion_tokens: number } };
    const used = { requests: 1, promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens };
    expect(await today("n8n")).toEqual(used);
    expect(await tresor.end("SIGTERM")).toBe(0);
    await start();
    expect(await today("n8n")).toEqual(used);
    const long = await complete(key, { max_tokens: 200 });
    expect(JSON.parse(long.text)).toMatchObject({ error: { code: "insufficient_quota" } });
    expect([long.status, Number(long.headers.get("retry-after")) > 0]).toEqual([429, true]);
    const { promptTokens = Infinity, completionTokens = 0 } = (await today("n8n")) ?? {};
    expect(promptTokens + completionTokens).toBeLessThanOrEqual(40);
  });

  it("holds a key to its context, in the words that agents understand", async () => {
    const key = await makeKey({ name: "short", longestContext: 12 });
    const answer = await complete(key, { max_tokens: 100 });
    expect(JSON.parse(answer.text)).toMatchObject({
      usage: { total_tokens: 12 },
      choices: [{ finish_reason: "length" }],
    });
    const tooLong = { model: reference, prompt: "Once upon a time ".repeat(10) };
    const openai = await post("/v1/completions", key, tooLong);
    expect([openai.status, JSON.parse(openai.text)]).toMatchObject([
      400,
      { error: { code: "context_length_exceeded" } },
    ]);
    const ollama = await post("/api/generate", key, { ...tooLong, raw: true });
    expect([ollama.status, ollama.text]).toMatchObject([
      400,
      expect.stringMatching(/prompt is too long: \d+ tokens > 12 maximum/),
    ]);
  });

  it("changes, revokes and rotates keys, at once", async () => {
    const key = (await json<NewKey>("keys", "create", "--name", "editor", "--requests-per-minute", "1")).key;
    keys.push(key);
    expect((await complete(key)).status).toBe(200);
    const refused = await complete(key);
    expect([refused.status, Number(refused.headers.get("retry-after")) > 30]).toEqual([429, true]);
    expect(await json("keys", "set", "editor", "--requests-per-minute", "none")).toMatchObject({
      requestsPerMinute: null,
    });
    expect((await complete(key)).status).toBe(200);
    const rotated = await json<NewKey>("keys", "rotate", "editor");
    keys.push(rotated.key);
    expect([(await complete(key)).status, (await complete(rotated.key)).status]).toEqual([401, 200]);
    await json("keys", "revoke", "editor");
    expect((await complete(rotated.key)).status).toBe(401);
    expect((await tresor.run("keys", "revoke", "nobody")).exitCode).toBe(1);
  });

  it("lets local programs in without a key, until that is switched off", async () => {
    const key = await makeKey({ name: "admin", scope: "admin" });
    expect([(await complete(null)).status, (await complete("ollama")).status]).toEqual([200, 200]);
    expect((await post("/tresor/v1/updateSettings", key, { localWithoutKey: false })).status).toBe(200);
    expect([(await complete(null)).status, (await complete("ollama")).status]).toEqual([401, 401]);
    expect((await complete(key)).status).toBe(200);
    expect((await tresor.run("status")).exitCode).toBe(0);
  });

  it("has no key in its log, nor in any of its files", async () => {
    await tresor.end("SIGTERM");
    expect(log).toContain("/v1/completions");
    expect(statSync(join(data, "keys.json")).mode & 0o777).toBe(0o600);
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const content = files.map((file) => readFileSync(join(file.parentPath, file.name), "latin1")).join("\n");
    for (const key of keys) {
      const secret = key.slice(15, 39);
      expect([log.includes(secret), content.includes(secret)]).toEqual([false, false]);
    }
  });

  it("has recorded what became of keys and settings, by whom, and each request with its client's stage", async () => {
    const records: LedgerRecord[] = [];
    for await (const record of readLedger(join(data, "ledger"))) records.push(record);
    const told = records.flatMap((one) => (one.type === "key" ? [`${one.event} ${one.client} by ${one.by}`] : []));
    expect(told.filter((line) => line.includes("editor"))).toEqual([
      "created editor by cli",
      "used editor by editor",
      "changed editor by cli",
      "rotated editor by cli",
      "revoked editor by cli",
    ]);
    expect(told.filter((line) => line === "used n8n by n8n")).toHaveLength(1);
    expect(records.find(({ type }) => type === "settings")).toMatchObject({
      by: "admin",
      changed: { localWithoutKey: false },
    });
    const stages = new Map(
      records.flatMap((one) => (one.type === "request" ? [[one.client, one.stage] as const] : [])),
    );
    expect([stages.get("n8n"), stages.get("editor"), stages.get("local")]).toEqual([2, 3, 3]);
    expect(await verifyLedger(join(data, "ledger"))).toMatchObject({ ok: true });
  });
});
