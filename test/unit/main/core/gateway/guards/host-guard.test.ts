import { describe, expect, it } from "vitest";
import { checkHost } from "../../../../../../src/main/core/gateway/guards/host-guard";

const onLoopback = { localAddress: "127.0.0.1", allowedHosts: [] };

describe("checkHost", () => {
  it.each(["127.0.0.1", "127.0.0.1:8737", "localhost", "LOCALHOST:1", "[::1]", "[::1]:65535"])("accepts %s", (host) => {
    expect(() => checkHost(host, onLoopback)).not.toThrow();
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
    expect(() => checkHost(host, onLoopback)).toThrow(expect.objectContaining({ code: "forbidden_host" }));
  });

  it.each<[string, string | null, string, boolean]>([
    ["the address that was reached", "192.168.1.5", "192.168.1.5:8738", true],
    ["the same through an IPv6 socket", "::ffff:192.168.1.5", "192.168.1.5:8738", true],
    ["an IPv6 address that was reached", "fd00::5%en0", "[fd00::5]:8738", true],
    ["another address of this machine", "192.168.1.5", "10.0.0.5:8738", false],
    ["a name of loopback through the network", "192.168.1.5", "localhost:8738", false],
    ["loopback's own door, reached as 127.0.0.1", "::ffff:127.0.0.1", "localhost", true],
    ["a rebound name, whatever was reached", "192.168.1.5", "evil.example:8738", false],
    ["localhost through the Unix socket", null, "localhost", true],
    ["another name through the Unix socket", null, "evil.example", false],
    ["an allowed name", "192.168.1.5", "Studio.local:8738", true],
    ["an allowed name with a part before it", "127.0.0.1", "x.studio.local", false],
  ])("%s", (_what, localAddress, host, isAccepted) => {
    const check = () => checkHost(host, { localAddress, allowedHosts: ["studio.local"] });
    if (isAccepted) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: "forbidden_host" }));
  });
});
