import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { Ollama, type ProgressResponse } from "ollama";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Download } from "../../src/shared/shapes/download";
import { writeTinyLlama } from "../support/gguf/write-tiny-llama";
import { hubFile, sha256Of, type HubFile } from "../support/hub/hub-file";
import { LocalHub, type LocalHubOptions } from "../support/hub/local-hub";
import { ServedTresor, spawnTresor } from "../support/served-tresor";
import { temporaryFolder } from "../support/temporary-folder";

const secret = "hf_secretsecretsecret";
const source = "hf:example/story-GGUF:Q8_0";
const slow = (bytesPerSecond: number): LocalHubOptions["fault"] => {
  return ({ range, host }) => (range !== null && host === "store" ? { type: "slow", bytesPerSecond } : null);
};

/** A model that the engine would load, as a file of the hub. */
function modelFile(width: number): HubFile {
  const path = join(temporaryFolder(), "model.gguf");
  const shape = { layers: 4, width, heads: 4, keyValueHeads: 4, feedForward: 2 * width, context: 256 };
  writeTinyLlama({ path, ...shape, type: "Q8_0" });
  return hubFile("story.Q8_0.gguf", 0, { bytes: readFileSync(path) });
}

/** A hub with one model, and a Tresor that takes it for the hub. */
async function start(fault?: LocalHubOptions["fault"], width = 256) {
  const file = modelFile(width);
  const hub = await LocalHub.start({ files: [file], ...(fault === undefined ? {} : { fault }) });
  const data = join(temporaryFolder(), "data");
  const serve = async () => {
    const environment = { HF_ENDPOINT: hub.endpoint, HF_TOKEN: secret, NO_PROXY: "*" };
    const tresor = await ServedTresor.start(data, ["--no-demo"], environment);
    onTestFinished(() => void tresor.process.kill("SIGKILL"));
    return tresor;
  };
  const landed = join(data, "models", "example--story-GGUF", file.path);
  return { hub, file, data, serve, landed };
}

async function control<T>(tresor: ServedTresor, call: string, body?: object): Promise<T> {
  const headers = { authorization: `Bearer ${tresor.adminToken}` };
  const request = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
  return (await (await fetch(`${tresor.ready.url}/tresor/v1/${call}`, request)).json()) as T;
}

async function downloadsOf(tresor: ServedTresor): Promise<Download[]> {
  return (await control<{ downloads: Download[] }>(tresor, "downloads")).downloads;
}

describe("a download", () => {
  it("comes by the control call, is announced, counted, verified, and known where from", async () => {
    const { hub, file, data, serve, landed } = await start(slow(1e6));
    const tresor = await serve();
    const headers = { authorization: `Bearer ${tresor.adminToken}` };
    const response = fetch(`${tresor.ready.url}/tresor/v1/pull`, {
      method: "POST",
      headers,
      body: JSON.stringify({ source }),
    });
    await vi.waitFor(async () => expect(await downloadsOf(tresor)).toMatchObject([{ state: "downloading" }]), 20_000);
    const during = await control<{ sovereignty: object }>(tresor, "status");
    expect(during.sovereignty).toMatchObject({
      state: "fetching",
      reason: expect.stringContaining("127.0.0.1") as string,
    });
    const text = await (await response).text();
    const done = { reference: "story:q8_0", digest: `sha256:${file.sha256 ?? ""}`, path: landed };
    expect(JSON.parse(/event: item\ndata: (\{"event":"done".*)/.exec(text)?.[1] ?? "{}")).toMatchObject(done);
    expect(text.trimEnd().endsWith("event: end\ndata: {}")).toBe(true);
    expect(sha256Of(readFileSync(landed))).toBe(file.sha256);
    const [download] = await downloadsOf(tresor);
    const hosts = [new URL(hub.endpoint).host, new URL(hub.storeAddress).host];
    expect(download).toMatchObject({ state: "done", reference: "story:q8_0", hosts, bytes: file.bytes.length });
    const after = await control<{ sovereignty: { bytesOut: number } }>(tresor, "status");
    expect(after.sovereignty).toMatchObject({ state: "sealed", reason: null, bytesOut: download?.bytesSent });
    expect(after.sovereignty.bytesOut).toBeGreaterThan(0);
    // The token reached the hub, and neither the host it sends us to nor anything that we write.
    expect(new Set(hub.requests.map(({ host, authorization }) => `${host} ${authorization ?? "none"}`))).toEqual(
      new Set([`hub Bearer ${secret}`, "store none"]),
    );
    expect(readFileSync(join(data, "downloads.json"), "utf8")).not.toContain(secret);
  });

  it("comes at the terminal, is paused by Ctrl-C, and goes on when asked again", async () => {
    const { hub, file, data, serve, landed } = await start(slow(300e3));
    const tresor = await serve();
    const pulling = spawnTresor("pull", source, "--json", "--data-dir", data);
    let complaints = "";
    pulling.stderr?.setEncoding("utf8").on("data", (text: string) => (complaints += text));
    for await (const line of createInterface({ input: pulling.stdout as NodeJS.ReadableStream })) {
      const item = JSON.parse(line) as { event?: string; bytes?: number };
      if ((item.bytes ?? 0) > 0) break;
    }
    pulling.kill("SIGINT");
    expect(await once(pulling, "exit")).toEqual([130, null]);
    expect(complaints).toContain(`tresor pull ${source}`);
    expect(await downloadsOf(tresor)).toMatchObject([{ state: "paused" }]);
    expect(existsSync(landed)).toBe(false);
    const quiet = hub.requests.length;
    await wait(300);
    expect(hub.requests).toHaveLength(quiet);

    hub.fault = () => null;
    const { exitCode, stdout } = await tresor.run("pull", source, "--json", "--limit-rate", "100MB");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toMatchObject({
      event: "done",
      reference: "story:q8_0",
      path: landed,
    });
    expect(sha256Of(readFileSync(landed))).toBe(file.sha256);
    // What is here already is found, and not fetched again.
    const before = hub.contentRequests.length;
    expect((await tresor.run("pull", source)).stdout).toContain(landed);
    expect(hub.contentRequests).toHaveLength(before);
    expect((await tresor.run("pull", "hf:nobody/nothing")).exitCode).toBe(1);
  });

  it("comes to Ollama's clients", async () => {
    const { file, serve } = await start();
    const tresor = await serve();
    const client = new Ollama({ host: tresor.ready.url, headers: { authorization: `Bearer ${tresor.adminToken}` } });
    const seen: Partial<ProgressResponse>[] = [];
    for await (const part of await client.pull({ model: "hf.co/example/story-GGUF:Q8_0", stream: true }))
      seen.push(part);
    expect(seen.at(-1)).toEqual({ status: "success" });
    expect(seen.filter(({ digest }) => digest !== undefined)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ digest: `sha256:${file.sha256 ?? ""}`, total: file.bytes.length }),
      ]),
    );
    expect((await client.list()).models).toMatchObject([{ name: "story:q8_0" }]);
  });

  it("is cancelled without a trace", async () => {
    const { data, serve } = await start(slow(200e3));
    const tresor = await serve();
    const pulling = tresor.run("pull", source);
    await vi.waitFor(async () => expect((await downloadsOf(tresor))[0]?.bytes).toBeGreaterThan(0), 20_000);
    const [download] = await downloadsOf(tresor);
    expect(await control(tresor, "cancelDownload", { id: download?.id })).toMatchObject({ state: "cancelled" });
    expect((await pulling).exitCode).toBe(1);
    expect(readdirSync(join(data, "models"))).toEqual([]);
  });

  it("survives ten sudden deaths of Tresor, and arrives whole", { timeout: 180_000 }, async () => {
    const { hub, file, serve, landed } = await start(slow(100e3), 512);
    let tresor = await serve();
    const headers = { authorization: `Bearer ${tresor.adminToken}` };
    const watching = new AbortController();
    fetch(`${tresor.ready.url}/tresor/v1/pull`, {
      ...{ method: "POST", headers, body: JSON.stringify({ source }), signal: watching.signal },
    }).catch(() => undefined);
    await vi.waitFor(async () => expect(await downloadsOf(tresor)).toHaveLength(1), 20_000);
    for (let death = 0; death < Number(process.env["TRESOR_DOWNLOAD_KILLS"] ?? 3); death++) {
      await wait(Math.random() * 1_500);
      await tresor.end("SIGKILL");
      if (death === 9) hub.fault = () => null;
      tresor = await serve();
      expect(await downloadsOf(tresor)).toHaveLength(1);
    }
    await vi.waitFor(async () => expect((await downloadsOf(tresor))[0]?.state).toBe("done"), 60_000);
    expect(sha256Of(readFileSync(landed))).toBe(file.sha256);
    expect(await control(tresor, "list")).toMatchObject({ models: [{ reference: "story:q8_0" }] });
    watching.abort();
  });
});
