import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Protocol } from "electron";
import { describe, expect, it } from "vitest";
import { serveWindowFiles, shellContentSecurityPolicy, windowFileOf } from "../../../../src/main/shell/window-files";
import { temporaryFolder } from "../../../support/temporary-folder";

const fileOf = (url: string) => windowFileOf(url, "app://tresor", "/app/out/renderer");

describe("windowFileOf", () => {
  it("finds a file of the windows, whatever query or hash follows", () => {
    expect(fileOf("app://tresor/popover.html")).toBe("/app/out/renderer/popover.html");
    expect(fileOf("app://tresor/assets/a%20b.js?x=1#y")).toBe("/app/out/renderer/assets/a b.js");
  });

  it.each([
    "app://tresor/../secret.html",
    "app://tresor/%2e%2e/%2e%2e/secret.html",
    "app://tresor/..%2f..%2fsecret.html",
    "app://tresor/..%5c..%5csecret.html",
    "app://tresor//etc/passwd",
    "app://tresor/a%00.html",
    "app://tresor/%zz.html",
    "app://tresor/",
    "app://tresor/main.map",
    "app://elsewhere/popover.html",
    "https://tresor/popover.html",
    "file:///app/out/renderer/popover.html",
    "nonsense",
  ])("never leaves the folder: %s", (url) => {
    const file = fileOf(url);
    expect(file === null || file.startsWith("/app/out/renderer/")).toBe(true);
  });

  it.each(["app://tresor/..%2fsecret.html", "app://tresor/main.map", "app://elsewhere/a.html", "app://tresor/"])(
    "knows no file for %s",
    (url) => {
      expect(fileOf(url)).toBeNull();
    },
  );
});

describe("serveWindowFiles", () => {
  type Handler = (request: Request) => Promise<Response>;

  function served(directory: string): { scheme: string; get: (url: string, method?: string) => Promise<Response> } {
    const registered: [string, Handler][] = [];
    const protocol: Pick<Protocol, "handle"> = {
      handle: (scheme, handler) => void registered.push([scheme, handler as unknown as Handler]),
    };
    serveWindowFiles(protocol, "app://tresor", directory);
    const [entry] = registered;
    if (entry === undefined) throw new Error("no scheme was handled");
    const [scheme, handler] = entry;
    return { scheme, get: (url, method = "GET") => handler({ url, method } as Request) };
  }

  it("answers a file with its type and the strict policy", async () => {
    const directory = temporaryFolder();
    mkdirSync(join(directory, "assets"));
    writeFileSync(join(directory, "assets", "a.js"), "export {};");
    const { scheme, get } = served(directory);
    const response = await get("app://tresor/assets/a.js");
    expect([scheme, response.status, await response.text()]).toEqual(["app", 200, "export {};"]);
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(response.headers.get("content-security-policy")).toBe(shellContentSecurityPolicy);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("answers 404 to what is missing and to other methods", async () => {
    const directory = temporaryFolder();
    writeFileSync(join(directory, "a.html"), "");
    const { get } = served(directory);
    expect((await get("app://tresor/b.html")).status).toBe(404);
    expect((await get("app://tresor/a.html", "POST")).status).toBe(404);
  });

  it("lets a page connect to nothing", () => {
    expect(shellContentSecurityPolicy).toContain("default-src 'none'");
    expect(shellContentSecurityPolicy).toContain("connect-src 'none'");
    expect(shellContentSecurityPolicy).not.toContain("connect-src 'self'");
  });
});
