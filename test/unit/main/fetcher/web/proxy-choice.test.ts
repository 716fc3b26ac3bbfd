import { describe, expect, it } from "vitest";
import { proxyFor } from "../../../../../src/main/fetcher/web/proxy-choice";

const https = "http://proxy.example:3128";
const at = (address: string, environment: Record<string, string>) =>
  proxyFor(new URL(address), environment)?.origin ?? null;

describe("proxyFor", () => {
  it("goes by the protocol, in either case, with or without http://", () => {
    expect(at("https://hub.example/", { HTTPS_PROXY: https })).toBe(https);
    expect(at("https://hub.example/", { https_proxy: "proxy.example:3128" })).toBe(https);
    expect(at("https://hub.example/", { HTTP_PROXY: https })).toBeNull();
    expect(at("https://hub.example/", { ALL_PROXY: https })).toBe(https);
    expect(at("https://hub.example/", { HTTPS_PROXY: " " })).toBeNull();
    expect(at("https://hub.example/", {})).toBeNull();
  });

  it.each([
    ["hub.example", true],
    ["example", true],
    [".example", true],
    ["*.example", true],
    ["*", true],
    ["other.test, hub.example", true],
    ["hub.example:443", true],
    ["hub.example:8443", false],
    ["b.example", false],
    ["ample", false],
    ["", false],
  ])("NO_PROXY=%s excepts hub.example: %s", (exceptions, isExcepted) => {
    expect(at("https://hub.example/", { HTTPS_PROXY: https, NO_PROXY: exceptions }) === null).toBe(isExcepted);
  });

  it("is never asked to lead to this machine", () => {
    for (const host of ["127.0.0.1", "localhost", "[::1]"]) {
      expect(at(`https://${host}/`, { ALL_PROXY: https })).toBeNull();
    }
  });

  it("refuses what is no http proxy", () => {
    for (const named of ["socks5://proxy.example", "http://"]) {
      expect(() => proxyFor(new URL("https://hub.example"), { HTTPS_PROXY: named })).toThrow("no http:// address");
    }
  });
});
