import { describe, expect, it } from "vitest";
import { checkHost } from "../../../../../../src/main/core/gateway/guards/host-guard";

describe("checkHost", () => {
  it.each(["127.0.0.1", "127.0.0.1:8737", "localhost", "LOCALHOST:1", "[::1]", "[::1]:65535"])("accepts %s", (host) => {
    expect(() => checkHost(host)).not.toThrow();
  });

  it.each([
    undefined,
    "",
    "evil.example",
    "evil.example:8737",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "localhost.",
    "127.0.0.1@evil.example",
    "192.168.1.5:8737",
    "0.0.0.0:8737",
    "[::1].evil",
    "::1",
    "localhost:8737 ",
    "localhost:",
  ])("refuses %s", (host) => {
    expect(() => checkHost(host)).toThrow(expect.objectContaining({ code: "forbidden_host" }));
  });
});
