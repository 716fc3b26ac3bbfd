import { describe, expect, it } from "vitest";
import { answersOthers, attackedGateway } from "../../../support/attacked-gateway";
import { exchange } from "../../../support/raw-connection";

const end = "Host: localhost\r\nConnection: close\r\n\r\n";
const chat = '{"model":"tiny","messages":[{"role":"user","content":"Hi"}]}';
const post = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n";
const hidden = "GET /tresor/v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n";

/** What is sent, and the statuses that may come back; one that is not named is a second answer or a fault of ours. */
const requests: readonly (readonly [string, string | Buffer, readonly number[]])[] = [
  ["two lengths", `${post}Content-Length: 5\r\nContent-Length: 60\r\n\r\n${chat}`, [400]],
  ["a length and chunks", `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`, [400]],
  [
    "chunks by another name",
    `${post}Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${hidden}`,
    [400],
  ],
  ["chunks twice", `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${hidden}`, [400]],
  ["a space before the colon", `${post}Content-Length : 4\r\n\r\n0\r\n\r\n${hidden}`, [400]],
  ["a folded header", `${post}X-A: 1\r\n Transfer-Encoding: chunked\r\n\r\n${hidden}`, [400]],
  ["bare line feeds", `${post}Transfer-Encoding: chunked\r\n\r\n1\n0\n0\n\n${hidden}`, [400]],
  ["a chunk's size with a sign", `${post}Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n`, [400]],
  ["a chunk's size beyond all bounds", `${post}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx`, [400]],
  ["a negative length", `${post}Content-Length: -1\r\n\r\n`, [400]],
  ["a line break in a header", `${post}X-A: a\rb\r\n\r\n`, [400]],
  ["a zero in a header", `${post}X-A: a\0b\r\n\r\n`, [400]],
  ["two hosts", `GET /healthz HTTP/1.1\r\nHost: localhost\r\n${end.replace("localhost", "evil.example")}`, [400]],
  ["no host", "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n", [403]],
  ["no host in HTTP/1.0", "GET /healthz HTTP/1.0\r\n\r\n", [403]],
  ["20,000 headers", `GET /healthz HTTP/1.1\r\n${"A: 1\r\n".repeat(20_000)}${end}`, [431]],
  ["a header of 1 MB", `GET /healthz HTTP/1.1\r\nA: ${"x".repeat(2 ** 20)}\r\n${end}`, [431]],
  ["a URL of 1 MB", `GET /${"x".repeat(2 ** 20)} HTTP/1.1\r\n${end}`, [414, 431]],
  ["a URL of 8 kB", `GET /${"x".repeat(8_192)} HTTP/1.1\r\n${end}`, [404, 414]],
  ["an absolute URL of elsewhere", `GET http://evil.example/healthz HTTP/1.1\r\n${end}`, [400]],
  ["an absolute URL of the control API", `GET http://localhost/tresor/v1/status HTTP/1.1\r\n${end}`, [400]],
  ["a URL without a slash", `GET v1/models HTTP/1.1\r\n${end}`, [400, 404]],
  ["a path that climbs", `GET /v1/../tresor/v1/status HTTP/1.1\r\n${end}`, [401, 404]],
  ["an encoded path that climbs", `GET /v1/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n${end}`, [404]],
  ["an encoded zero", `GET /v1/models%00 HTTP/1.1\r\n${end}`, [400, 404]],
  ["an encoding that is none", `GET /v1/%zz HTTP/1.1\r\n${end}`, [400, 404]],
  ["two slashes", `GET //evil.example/v1/models HTTP/1.1\r\n${end}`, [404]],
  ["a tunnel", `CONNECT evil.example:443 HTTP/1.1\r\n${end}`, []],
  ["a trace", `TRACE /healthz HTTP/1.1\r\n${end}`, [404]],
  ["options for everything", `OPTIONS * HTTP/1.1\r\n${end}`, [404]],
  ["an unknown method", `BREW /v1/models HTTP/1.1\r\n${end}`, [400]],
  [
    "a web socket",
    `GET /v1/models HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n${end.replace("close", "Upgrade, close")}`,
    [200],
  ],
  ["HTTP/2 at once", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]],
  ["HTTP/2 by upgrade", `GET /healthz HTTP/1.1\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n${end}`, [200]],
  ["an expectation that is none", `POST /v1/chat/completions HTTP/1.1\r\nExpect: tea\r\n${end}`, [417]],
  ["TLS", Buffer.from("16030100a5010000a10303", "hex"), [400]],
  ["zeros", Buffer.alloc(4_096), [400]],
];

describe("requests that are none, or are two", () => {
  it.each(requests)("%s", async (_what, bytes, statuses) => {
    const { core, url } = await attackedGateway({ limits: { headersMilliseconds: 500, checkMilliseconds: 50 } });
    const answer = await exchange(url, bytes);
    const got = [...answer.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status));
    expect(got.length, answer.slice(0, 300)).toBe(statuses.length === 0 ? 0 : 1);
    expect(statuses.length === 0 || statuses.includes(got[0] ?? 0), answer.slice(0, 300)).toBe(true);
    expect(core.recorded).toEqual([]);
    expect(core.inference.requests).toEqual([]);
    expect(await answersOthers(url)).toBe(true);
    expect(core.logLines.join("")).not.toContain('"level":50');
  });
});

describe("a key in the address", () => {
  it.each(["key", "api_key", "access_token", "token"])(
    "as ?%s= is refused with what to do, and is not logged",
    async (name) => {
      const { core, url } = await attackedGateway();
      const response = await fetch(`${url}/v1/models?${name}=tresor-mine-and-secret`);
      expect(response.status).toBe(400);
      expect(await response.text()).toMatch(/Authorization/);
      expect(core.logLines.join("")).not.toContain("secret");
    },
  );
});
