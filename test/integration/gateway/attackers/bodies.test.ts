import { describe, expect, it } from "vitest";
import { allClosed, openConnections } from "../../../support/raw-connection";
import { answersOthers, attackedGateway } from "../../../support/attacked-gateway";

const routes = ["/v1/chat/completions", "/v1/completions", "/v1/embeddings", "/api/chat", "/api/generate", "/api/show"];
const messages = '"messages":[{"role":"user","content":"Hi"}]';

const refusedBodies: readonly (readonly [string, string | Buffer])[] = [
  ["nested 100,000 deep", "[".repeat(100_000)],
  ["nested 100,000 deep in an object", `{"model":"tiny","messages":${'{"a":'.repeat(100_000)}`],
  ["an object nested 129 deep", `{"model":"tiny","x":${"[".repeat(129)}${"]".repeat(129)}}`],
  [
    "bad UTF-8",
    Buffer.concat([Buffer.from('{"model":"tiny","prompt":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]),
  ],
  ["UTF-16", Buffer.from(`{"model":"tiny",${messages}}`, "utf16le")],
  ["an overlong zero", Buffer.concat([Buffer.from('{"model":"'), Buffer.from([0xc0, 0x80]), Buffer.from('"}')])],
  ["nothing", ""],
  ["white space", " \n\t".repeat(10_000)],
  ["a number", "1e999999"],
  ["a text", '"x"'],
  ["null", "null"],
  ["two documents", `{"model":"tiny"}{"model":"tiny"}`],
  ["JavaScript", `({model:"tiny"})`],
  ["a comment", `{"model":"tiny"/* */,${messages}}`],
];

describe("bodies", () => {
  it.each(refusedBodies)("%s is refused by every route", async (_what, body) => {
    const { core, url } = await attackedGateway();
    for (const route of routes) {
      const response = await fetch(`${url}${route}`, { method: "POST", body: new Blob([body as string]) });
      expect(response.status, route).toBe(400);
    }
    expect(core.inference.requests).toEqual([]);
    expect(await answersOthers(url)).toBe(true);
  });

  it.each([
    ["__proto__", '{"scope":"admin","model":"other","stream":true}'],
    ["constructor", '{"prototype":{"stream":true}}'],
    ["toString", "1"],
    ["hasOwnProperty", '"x"'],
  ])("the key %s changes nothing for anybody", async (key, value) => {
    const { core, url } = await attackedGateway();
    const body = `{"${key}":${value},"model":"tiny",${messages},"metadata":{"${key}":${value}}}`;
    const response = await fetch(`${url}/v1/chat/completions`, { method: "POST", body });
    expect(await response.text()).toContain("Hello there");
    expect(core.inference.lastRequest.reference).toBe("tiny");
    expect(({} as { scope?: unknown }).scope).toBeUndefined();
  });

  it("of a key that comes twice the last one counts, as JSON readers have it", async () => {
    const { core, url } = await attackedGateway();
    const body = `{"model":"other","model":"tiny",${messages}}`;
    await fetch(`${url}/v1/chat/completions`, { method: "POST", body });
    expect(core.inference.lastRequest.reference).toBe("tiny");
  });

  it("that are too large together are refused with 503, and the memory comes back", async () => {
    const size = 16 * 2 ** 20;
    const { url } = await attackedGateway({ dependencies: { bodyLimitBytes: size } });
    const head = `POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${size}\r\n\r\n`;
    const sockets = await openConnections(url, 20, head);
    const part = Buffer.alloc(size - 1, 0x20);
    let answers = "";
    for (const socket of sockets) {
      socket.setEncoding("latin1").on("data", (data: string) => (answers += data));
      socket.write(part);
    }
    await expect.poll(() => answers, { timeout: 20_000 }).toMatch(/^HTTP\/1\.1 503 [^]*retry-after: \d+/i);
    for (const socket of sockets) socket.destroy();
    await allClosed(sockets);
    await expect.poll(() => answersOthers(url)).toBe(true);
  });
});
