import { describe, expect, it } from "vitest";
import { planReach } from "../../../../../../src/main/core/gateway/reach/plan-reach";

describe("planReach", () => {
  it.each(["127.0.0.1", "localhost", "::1", "[::1]", "LOCALHOST"])("takes %s as this machine's own door", (host) => {
    expect(planReach({ host, allowNetwork: false }, 0)).toEqual({ localHost: host, networkHost: null });
  });

  it.each(["0.0.0.0", "::", "[::]", "192.168.1.5"])("opens %s only when it is meant and somebody has a key", (host) => {
    for (const [allowNetwork, keys] of [
      [false, 0],
      [false, 3],
      [true, 0],
    ] as const) {
      expect(() => planReach({ host, allowNetwork }, keys)).toThrow(/--allow-network|tresor keys create/);
    }
    const reach = planReach({ host, allowNetwork: true }, 1);
    expect(reach).toEqual({ localHost: "127.0.0.1", networkHost: host.replace(/[[\]]/g, "") });
  });

  it.each(["studio.local", "127.0.0.1.evil.example", ""])("does not look up what a name leads to: %s", (host) => {
    expect(() => planReach({ host, allowNetwork: true }, 1)).toThrow("give an address");
  });

  it("names all that is missing at once", () => {
    expect(() => planReach({ host: "0.0.0.0", allowNetwork: false }, 0)).toThrow(/--allow-network.*tresor keys create/);
  });
});
