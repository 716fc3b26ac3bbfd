import { describe, expect, it } from "vitest";
import { checkOrigin, type RequestOrigin } from "../../../../../../src/main/core/gateway/guards/origin-guard";

const plain: RequestOrigin = {
  method: "POST",
  scheme: "http",
  host: "127.0.0.1:8737",
  origin: undefined,
  secFetchSite: undefined,
  secFetchMode: undefined,
};

describe("checkOrigin", () => {
  it.each<[string, Partial<RequestOrigin>]>([
    ["a program", {}],
    ["Node's fetch, which sends a mode and no origin", { secFetchMode: "cors" }],
    ["our own page", { origin: "http://127.0.0.1:8737", secFetchSite: "same-origin" }],
    ["our own page behind a tunnel", { host: "localhost:9999", origin: "http://localhost:9999" }],
    ["a typed address", { method: "GET", secFetchSite: "none", secFetchMode: "navigate" }],
    ["a link that was followed", { method: "GET", secFetchSite: "cross-site", secFetchMode: "navigate" }],
  ])("accepts %s", (_who, change) => {
    expect(() => checkOrigin({ ...plain, ...change }, [])).not.toThrow();
  });

  it.each<[string, Partial<RequestOrigin>]>([
    ["another site", { origin: "https://evil.example" }],
    ["a sandboxed page", { origin: "null" }],
    ["another local port", { origin: "http://127.0.0.1:3000" }],
    ["another name for us", { origin: "http://localhost:8737" }],
    ["our address over TLS", { origin: "https://127.0.0.1:8737" }],
    ["a rebound name", { origin: "http://evil.example:8737" }],
    ["an image on another site", { method: "GET", secFetchSite: "cross-site", secFetchMode: "no-cors" }],
    ["a script of another local port", { method: "GET", secFetchSite: "same-site", secFetchMode: "no-cors" }],
    ["a form of another site without an origin", { secFetchSite: "cross-site", secFetchMode: "navigate" }],
  ])("refuses %s", (_who, change) => {
    expect(() => checkOrigin({ ...plain, ...change }, [])).toThrow(
      expect.objectContaining({ code: "forbidden_origin" }),
    );
  });

  const allowed = ["https://chat.example", "null"];

  it.each<[string, Partial<RequestOrigin>, boolean]>([
    ["an allowed page", { origin: "https://chat.example", secFetchSite: "cross-site" }, true],
    ["an allowed page, over plain HTTP", { origin: "http://chat.example" }, false],
    ["an allowed page on another port", { origin: "https://chat.example:8443" }, false],
    ["a page whose name ends like it", { origin: "https://evil-chat.example" }, false],
    ["a page whose name begins like it", { origin: "https://chat.example.evil" }, false],
    ["a sandboxed page, though the list says null", { origin: "null" }, false],
    ["an extension that is not in the list", { origin: "chrome-extension://abcdefghijklmnop" }, false],
    ["our own page over TLS", { scheme: "https", origin: "https://127.0.0.1:8737" }, true],
    ["an image on an allowed page, which has no origin", { method: "GET", secFetchSite: "cross-site" }, false],
  ])("with an allow-list: %s", (_who, change, isAccepted) => {
    const check = () => checkOrigin({ ...plain, ...change }, allowed);
    if (isAccepted) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: "forbidden_origin" }));
  });
});
