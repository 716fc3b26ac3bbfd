import { describe, expect, it } from "vitest";
import { checkOrigin, type RequestOrigin } from "../../../../../../src/main/core/gateway/guards/origin-guard";

const plain: RequestOrigin = {
  method: "POST",
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
    expect(() => checkOrigin({ ...plain, ...change })).not.toThrow();
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
    expect(() => checkOrigin({ ...plain, ...change })).toThrow(expect.objectContaining({ code: "forbidden_origin" }));
  });
});
