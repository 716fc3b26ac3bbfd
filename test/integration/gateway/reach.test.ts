import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { createServer } from "node:net";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pino } from "pino";
import type { NewKey } from "../../../src/shared/shapes/client";
import type { Door, Status } from "../../../src/shared/shapes/status";
import { afterEach, describe, expect, it } from "vitest";
import { createGateway } from "../../../src/main/core/gateway/gateway";
import type { Gateway, GatewayDependencies } from "../../../src/main/core/gateway/gateway-port";
import { createSelfSigned } from "../../../src/main/core/gateway/reach/certificate/self-signed";
import { openReach, type ReachOptions } from "../../../src/main/core/gateway/reach/open-reach";
import { authorized, FakeCore } from "../../fakes/gateway";
import { runTresor, ServedTresor } from "../../support/served-tresor";
import { temporaryFolder } from "../../support/temporary-folder";

const gateways: Gateway[] = [];

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close(0)));
});

async function open(options: Partial<ReachOptions>, change: Partial<GatewayDependencies> = {}) {
  const gateway = createGateway(new FakeCore().dependencies(change));
  gateways.push(gateway);
  return await openReach(gateway, {
    host: "127.0.0.1",
    port: 0,
    allowNetwork: false,
    networkPort: 0,
    tls: undefined,
    allowedHosts: [],
    unixSocket: null,
    ollamaPort: false,
    folder: temporaryFolder(),
    goodKeys: async () => 1,
    logger: pino({ level: "silent" }),
    ...options,
  });
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
}

/** Not fetch: a test sets the Host header and trusts one certificate. */
async function ask(
  url: string,
  options: RequestOptions & { ca?: string; servername?: string; rejectUnauthorized?: boolean } = {},
): Promise<Answer> {
  const send = url.startsWith("https:") ? httpsRequest : httpRequest;
  const request = send(url, { agent: false, ...options });
  request.end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  let text = "";
  for await (const chunk of response.setEncoding("utf8")) text += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

describe("the door to the network", () => {
  it("stays shut, and binds nothing, without a key or a confirmation", async () => {
    await expect(open({ host: "0.0.0.0" })).rejects.toMatchObject({ code: "invalid_request" });
    await expect(open({ host: "0.0.0.0", allowNetwork: true, goodKeys: async () => 0 })).rejects.toThrow(
      "tresor keys create",
    );
  });

  it("speaks TLS with our own certificate, beside the door for this machine", async () => {
    const seen: string[] = [];
    const folder = temporaryFolder();
    const onNetworkClient = (address: string) => seen.push(address);
    const [local, network] = await open({ host: "0.0.0.0", allowNetwork: true, folder }, { onNetworkClient });
    expect(local.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(network).toMatchObject({ kind: "network", problem: null });
    const url = `https://127.0.0.1:${new URL(network?.address ?? "").port}`;
    const ca = readFileSync(join(folder, "tls-certificate.pem"), "utf8");
    expect((await ask(`${url}/healthz`, { ca })).status).toBe(200);
    await expect(ask(`${url}/healthz`)).rejects.toThrow(/self-signed/);
    expect((await ask(`${local.address}/healthz`)).status).toBe(200);
    expect(seen.length).toBeGreaterThan(0);
  });

  it("lets nobody in without a key, though programs of this machine need none at theirs", async () => {
    const [local, network] = await open({ host: "0.0.0.0", allowNetwork: true });
    const url = `https://127.0.0.1:${new URL(network?.address ?? "").port}`;
    for (const headers of [{}, { authorization: "Bearer ollama" }, { "x-api-key": "tresor-wrong" }]) {
      const answer = await ask(`${url}/v1/models`, { rejectUnauthorized: false, headers });
      expect([answer.status, answer.headers["content-type"]]).toEqual([401, "application/json; charset=utf-8"]);
    }
    expect((await ask(`${url}/v1/models`, { rejectUnauthorized: false, headers: authorized })).status).toBe(200);
    expect((await ask(`${local.address}/v1/models`)).status).toBe(200);
  });

  it("answers plain HTTP with nothing that works, and goes on", async () => {
    const [, network] = await open({ host: "0.0.0.0", allowNetwork: true });
    const { port } = new URL(network?.address ?? "");
    await expect(ask(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
    expect((await ask(`https://127.0.0.1:${port}/healthz`, { rejectUnauthorized: false })).status).toBe(200);
  });

  it.each([
    ["evil.example:8738", 403],
    ["studio.local", 200],
    ["192.168.77.77:8738", 403],
  ])("checks the host %s there too", async (host, status) => {
    const allowedHosts = ["studio.local"];
    const callableBy = () => ({ allowedHosts, allowedOrigins: [] });
    const [, network] = await open({ host: "0.0.0.0", allowNetwork: true, allowedHosts }, { callableBy });
    const url = `https://127.0.0.1:${new URL(network?.address ?? "").port}/healthz`;
    expect((await ask(url, { rejectUnauthorized: false, headers: { host } })).status).toBe(status);
  });
});

describe("the Unix socket", () => {
  const health = (socketPath: string) => ask("http://localhost/healthz", { socketPath });

  it("is for this user only, and goes with Tresor", async () => {
    const path = join(temporaryFolder(), "tresor.sock");
    const [, door] = await open({ unixSocket: path });
    expect(door).toEqual({ kind: "socket", address: path, problem: null, fingerprint: null });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect((await health(path)).status).toBe(200);
    await gateways.splice(0)[0]?.close(0);
    expect(existsSync(path)).toBe(false);
  });

  it("replaces what a crash left, and nothing that is used or no socket", async () => {
    const folder = temporaryFolder();
    const stale = join(folder, "stale.sock");
    const script = `require("net").createServer().listen(${JSON.stringify(stale)}, () => process.kill(process.pid, "SIGKILL"))`;
    await once(spawn(process.execPath, ["-e", script]), "exit");
    expect(existsSync(stale)).toBe(true);
    const [, door] = await open({ unixSocket: stale });
    expect(door?.problem).toBeNull();
    const [, second] = await open({ unixSocket: stale });
    expect(second?.problem).toContain("is used by another program");
    expect((await health(stale)).status).toBe(200);

    const file = join(folder, "precious.txt");
    writeFileSync(file, "mine");
    expect((await open({ unixSocket: file }))[1]?.problem).toContain("no socket");
    expect(statSync(file).size).toBe(4);
    expect((await open({ unixSocket: join(folder, "x".repeat(200)) }))[1]?.problem).toContain("too long");
    expect((await open({ unixSocket: join(folder, "none", "x.sock") }))[1]?.problem).toContain("no folder");
  });
});

describe("Ollama's port", () => {
  it("is left to the program that has it, and Tresor serves all the same", async () => {
    const ollama = createServer((socket) => socket.end());
    ollama.listen({ host: "127.0.0.1", port: 11_434 });
    await once(ollama, "listening");
    const [local, door] = await open({ ollamaPort: true });
    expect(door).toMatchObject({ kind: "ollama", problem: expect.stringContaining("Ollama") as string });
    expect((await ask(`${local.address}/healthz`)).status).toBe(200);
    ollama.close();
    await once(ollama, "close");
  });

  it("is answered where nobody has it", async () => {
    const [, door] = await open({ ollamaPort: true });
    expect(door).toMatchObject({ address: "http://127.0.0.1:11434", problem: null });
    expect((await ask("http://127.0.0.1:11434/api/version")).text).toContain("version");
  });
});

describe("web pages of allowed origins", () => {
  const page = "https://chat.example";
  const callableBy = () => ({ allowedHosts: [], allowedOrigins: [page] });
  const preflight = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization, x-stainless-os",
  };

  it("may ask and read, without credentials or a wildcard", async () => {
    const [local] = await open({}, { callableBy });
    const asked = await ask(`${local.address}/v1/chat/completions`, {
      method: "OPTIONS",
      headers: { origin: page, ...preflight, "access-control-request-private-network": "true" },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers).toMatchObject({
      "access-control-allow-origin": page,
      "access-control-allow-headers": "authorization, x-stainless-os",
      "access-control-allow-private-network": "true",
      vary: "Origin",
    });
    expect(asked.headers).not.toHaveProperty("access-control-allow-credentials");
    const models = await ask(`${local.address}/v1/models`, {
      headers: { origin: page, "sec-fetch-site": "cross-site" },
    });
    expect([models.status, models.headers["access-control-allow-origin"]]).toEqual([200, page]);
    const failed = await ask(`${local.address}/v1/nope`, { headers: { origin: page } });
    expect([failed.status, failed.headers["access-control-allow-origin"]]).toEqual([404, page]);
  });

  it.each(["https://evil.example", "null", "chrome-extension://abcdefghijklmnop"])(
    "others may not: %s",
    async (origin) => {
      const [local] = await open({}, { callableBy });
      for (const method of ["GET", "OPTIONS"]) {
        const answer = await ask(`${local.address}/v1/models`, { method, headers: { origin, ...preflight } });
        expect(answer.status).toBe(403);
        expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
        expect(answer.headers.vary).toBe("Origin");
      }
    },
  );
});

describe("tresor serve", { timeout: 120_000 }, () => {
  const network = ["--host", "0.0.0.0", "--network-port", "0"];
  const page = "https://chat.example";

  it("opens what its flags say, and to the network only with a key and a confirmation", async () => {
    const data = temporaryFolder();
    const refused = (...flags: string[]) => runTresor("serve", "--port", "0", "--data-dir", data, ...flags);
    const unconfirmed = await refused(...network);
    expect([unconfirmed.exitCode, unconfirmed.stderr]).toEqual([2, expect.stringContaining("--allow-network")]);
    const keyless = await refused(...network, "--allow-network");
    expect([keyless.exitCode !== 0, keyless.stderr]).toEqual([true, expect.stringContaining("tresor keys create")]);
    const halved = await refused(...network, "--allow-network", "--tls-cert", "cert.pem");
    expect([halved.exitCode, halved.stderr]).toEqual([2, expect.stringContaining("--tls-key")]);

    const before = await ServedTresor.start(data);
    expect((await statusOf(before)).doors.map(({ kind }) => kind)).toEqual(["local"]);
    const made = await before.run("keys", "create", "--name", "laptop", "--json");
    const { key } = JSON.parse(made.stdout) as NewKey;
    await before.end("SIGTERM");

    const tls = createSelfSigned(["studio.local", "127.0.0.1"], new Date());
    const [certFile, keyFile, socketPath] = ["cert.pem", "key.pem", "t.sock"].map((name) => join(data, name));
    writeFileSync(certFile ?? "", tls.cert);
    writeFileSync(keyFile ?? "", tls.key);
    const files = ["--tls-cert", certFile ?? "", "--tls-key", keyFile ?? "", "--unix-socket", socketPath ?? ""];
    const names = ["--allow-network", "--allow-host", "studio.local", "--ollama-port"];
    const tresor = await ServedTresor.start(data, [...network, ...names, ...files]);
    try {
      const { doors } = await statusOf(tresor);
      expect(doors.map(({ kind, problem }) => [kind, problem])).toEqual(
        ["local", "network", "socket", "ollama"].map((kind) => [kind, null]),
      );
      await checkDoors(doors, tls.cert, key);
      await checkOrigins(tresor);
    } finally {
      await tresor.end("SIGTERM");
    }
    expect(existsSync(socketPath ?? "")).toBe(false);
  });

  async function statusOf(tresor: ServedTresor): Promise<Status> {
    const headers = { authorization: `Bearer ${tresor.adminToken}` };
    return JSON.parse((await ask(`${tresor.ready.url}/tresor/v1/status`, { headers })).text) as Status;
  }

  async function checkDoors(doors: readonly Door[], ca: string, key: string): Promise<void> {
    const [local, outside, socket, ollama] = doors.map(({ address }) => address);
    const models = `https://127.0.0.1:${new URL(outside ?? "").port}/v1/models`;
    const authorization = `Bearer ${key}`;
    const statuses = [
      await ask(models, { ca }),
      await ask(models, { ca, headers: { authorization } }),
      await ask(models, { ca, headers: { authorization, host: "studio.local" } }),
      await ask(models, { ca, servername: "studio.local", headers: { authorization, host: "evil.example" } }),
      await ask(`${local ?? ""}/v1/models`, { headers: { host: "evil.example" } }),
      await ask("http://localhost/v1/models", { socketPath: socket }),
      await ask(`${ollama ?? ""}/api/tags`),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 200, 200, 403, 403, 200, 200]);
  }

  async function checkOrigins(tresor: ServedTresor): Promise<void> {
    const url = `${tresor.ready.url}/v1/models`;
    const asPage = async () => (await ask(url, { headers: { origin: page } })).status;
    const allow = async (allowedOrigins: readonly string[]) =>
      await fetch(`${tresor.ready.url}/tresor/v1/updateSettings`, {
        method: "POST",
        headers: { authorization: `Bearer ${tresor.adminToken}` },
        body: JSON.stringify({ allowedOrigins }),
      });
    expect(await asPage()).toBe(403);
    expect((await allow([page])).status).toBe(200);
    expect(await asPage()).toBe(200);
    await allow([]);
    expect(await asPage()).toBe(403);
  }
});
