import { describe, expect, it } from "vitest";
import { exchange } from "../../../support/raw-connection";
import { attackedGateway } from "../../../support/attacked-gateway";

const chat = '{"model":"tiny","messages":[{"role":"user","content":"Hi"}]}';
const evil = "https://evil.example";

/** Headers that a browser adds to what a foreign page sends, by how it sends it. */
const pages: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [
    "a form of text",
    { origin: evil, "content-type": "text/plain", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
  ],
  ["a form", { origin: evil, "content-type": "application/x-www-form-urlencoded" }],
  ["a form with files", { origin: evil, "content-type": "multipart/form-data; boundary=x" }],
  ["a sandboxed page", { origin: "null", "content-type": "text/plain" }],
  ["a file on the disk", { origin: "null", "sec-fetch-site": "cross-site" }],
  ["an extension of Chrome", { origin: "chrome-extension://abcdefghijklmnopabcdefghijklmnop" }],
  ["an extension of Firefox", { origin: "moz-extension://01234567-89ab-cdef-0123-456789abcdef" }],
  ["another port of this machine", { origin: "http://localhost:3000", "sec-fetch-site": "same-site" }],
  ["a beacon without an origin", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }],
  ["a form without an origin", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }],
  ["two origins", { origin: `http://localhost, ${evil}` }],
];

const doors = ["/v1/chat/completions", "/api/chat", "/api/pull", "/tresor/v1/load", "/", "/healthz"];

describe("what a web page sends", () => {
  it.each(pages)("by %s is refused everywhere, and reaches nothing", async (_how, headers) => {
    const { core, url } = await attackedGateway();
    for (const path of doors) {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const answer = await exchange(
        url,
        `POST ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n${lines.join("")}Content-Length: ${chat.length}\r\nConnection: close\r\n\r\n${chat}`,
      );
      expect(answer, path).toMatch(/^HTTP\/1\.1 403 /);
      expect(answer).not.toMatch(/access-control-/i);
    }
    expect([core.inference.requests, core.recorded]).toEqual([[], []]);
  });

  it.each([
    "evil.example",
    "127.0.0.1.evil.example",
    "evil.example:8737",
    "169.254.169.254",
    "[::ffff:7f00:1]",
    "0",
    "0x7f.1",
  ])("of a rebound name is refused everywhere: %s", async (host) => {
    const { core, url } = await attackedGateway();
    for (const path of doors) {
      const bytes = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Length: ${chat.length}\r\nConnection: close\r\n\r\n${chat}`;
      expect(await exchange(url, bytes), path).toMatch(/^HTTP\/1\.1 403 /);
    }
    expect([core.inference.requests, core.recorded]).toEqual([[], []]);
  });

  it("lets an allowed page read a stream, and only that page", async () => {
    const page = "https://chat.example";
    const callableBy = () => ({ allowedHosts: [], allowedOrigins: [page] });
    const { url } = await attackedGateway({ dependencies: { callableBy } });
    const body = JSON.stringify({ ...(JSON.parse(chat) as object), stream: true });
    const response = await fetch(`${url}/v1/chat/completions`, { method: "POST", body, headers: { origin: page } });
    expect(response.headers.get("access-control-allow-origin")).toBe(page);
    expect(await response.text()).toContain("[DONE]");
  });
});
