import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHttpServer } from "../../../../../../src/main/core/gateway/http-server";
import { FakeCore, authorized, loopback } from "../../../../../fakes/gateway";

const browser = { ...loopback, accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
let directory = "";

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "tresor-window-"));
  mkdirSync(join(directory, "assets"));
  writeFileSync(join(directory, "index.html"), "<!doctype html><title>Dashboard</title>");
  writeFileSync(join(directory, "assets", "app.js"), "console.log(1)");
});

afterAll(() => rmSync(directory, { recursive: true }));

function open() {
  const context = new FakeCore().context({ windowDirectory: directory });
  return { context, server: createHttpServer(context) };
}

describe("the window over HTTP", () => {
  it("opens once by the link, with a session for that browser", async () => {
    const { context, server } = open();
    const url = `/?link=${context.links.create()}`;
    const entered = await server.inject({ url, headers: browser });
    expect(entered.statusCode).toBe(303);
    expect(entered.headers.location).toBe("/");
    const setCookie = String(entered.headers["set-cookie"]);
    expect(setCookie).toMatch(/^tresor_session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);

    const cookie = setCookie.split(";")[0] ?? "";
    const page = await server.inject({ url: "/", headers: { ...browser, cookie } });
    expect([page.statusCode, page.body]).toEqual([200, "<!doctype html><title>Dashboard</title>"]);
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self'");
    expect(page.headers["x-content-type-options"]).toBe("nosniff");
    expect(page.headers["referrer-policy"]).toBe("no-referrer");

    const script = await server.inject({ url: "/assets/app.js", headers: { ...loopback, cookie } });
    expect([script.statusCode, script.body]).toEqual([200, "console.log(1)"]);
    expect(script.headers["content-type"]).toContain("javascript");
    const status = await server.inject({ url: "/tresor/v1/status", headers: { ...loopback, cookie } });
    expect(status.statusCode).toBe(200);

    const again = await server.inject({ url, headers: browser });
    expect(again.statusCode).toBe(401);
    expect(again.headers["set-cookie"]).toBeUndefined();
  });

  it("is not opened by a preview of the link", async () => {
    const { context, server } = open();
    const url = `/?link=${context.links.create()}`;
    expect((await server.inject({ method: "HEAD", url, headers: browser })).statusCode).toBe(401);
    expect((await server.inject({ url, headers: browser })).statusCode).toBe(303);
  });

  it.each(["/", "/index.html", "/assets/app.js", "/?link=guess"])("keeps %s closed without a session", async (url) => {
    const { server } = open();
    for (const cookie of ["", "tresor_session=guess"]) {
      const response = await server.inject({ url, headers: { ...browser, cookie } });
      expect(response.statusCode).toBe(401);
      expect(response.headers["content-type"]).toContain("text/html");
      expect(response.headers["content-security-policy"]).toContain("default-src 'none'");
      expect(response.body).toContain("tresor serve");
      expect(response.body).not.toContain("<script");
    }
  });

  it("speaks German to a German browser", async () => {
    const { server } = open();
    const response = await server.inject({ url: "/", headers: { ...browser, "accept-language": "de-DE,de;q=0.9" } });
    expect(response.body).toContain('<html lang="de">');
  });

  it("opens to the admin token too", async () => {
    const { server } = open();
    expect((await server.inject({ url: "/", headers: { ...loopback, ...authorized } })).body).toContain("Dashboard");
  });

  it("serves nothing outside its folder", async () => {
    const { server } = open();
    for (const url of ["/../package.json", "/%2e%2e/package.json", "/assets/..%2f..%2fetc/passwd", "/assets/"]) {
      const response = await server.inject({ url, headers: { ...browser, ...authorized } });
      expect(response.statusCode).toBe(404);
    }
  });

  it("says that it is running to clients that are no browsers", async () => {
    const { server } = open();
    for (const accept of ["*/*", "application/json"]) {
      const response = await server.inject({ url: "/", headers: { ...loopback, accept } });
      expect([response.statusCode, response.body]).toEqual([200, "Ollama is running"]);
      expect((await server.inject({ method: "HEAD", url: "/", headers: { ...loopback, accept } })).statusCode).toBe(
        200,
      );
    }
  });

  it("is not there when nothing was built", async () => {
    const server = new FakeCore().server({ windowDirectory: join(directory, "missing") });
    expect((await server.inject({ url: "/", headers: browser })).body).toBe("Ollama is running");
    expect((await server.inject({ url: "/assets/app.js", headers: browser })).statusCode).toBe(404);
  });
});
