import { describe, expect, it } from "vitest";
import { judgeCoreRoad, judgeWorkerRoad } from "../../../../../../src/main/core/sovereignty/leak/judge-leaks";
import { isLeakTarget } from "../../../../../../src/main/core/sovereignty/leak/leak-outcome";

const walled = (road: string, outcome: string) =>
  judgeWorkerRoad({ road, target: "192.0.2.1:9", outcome }, "unshare -n");

describe("a road out of a worker", () => {
  it.each(["ENETUNREACH", "EPERM", "EADDRNOTAVAIL"])("is closed when the kernel says %s", (outcome) => {
    expect(walled("TCP", outcome)).toMatchObject({ name: "worker: TCP", ok: true, fix: null });
  });

  // A refusal or silence of somebody else means that the packet was on its way.
  it.each(["connected", "sent", "answered", "resolved", "timeout", "ECONNREFUSED", "ECONNRESET"])(
    "is open when it ended with %s",
    (outcome) => {
      const { ok, fix } = walled("TCP", outcome);
      expect(ok).toBe(false);
      expect(fix).toContain("tresor doctor");
    },
  );

  it("is closed for a DNS query that reached no server", () => {
    expect(walled("DNS query", "ECONNREFUSED").ok).toBe(true);
    expect(walled("DNS query", "resolved").ok).toBe(false);
  });
});

describe("a road out of the core", () => {
  it("is closed by the tripwire and by nothing else", () => {
    const judged = (outcome: string) => judgeCoreRoad({ road: "fetch", target: "http://192.0.2.1:80", outcome }).ok;
    expect(judged("ERR_TRESOR_TRIPWIRE")).toBe(true);
    expect(judged("ENETUNREACH")).toBe(false);
  });
});

describe("the leak test's own targets", () => {
  it.each(["192.0.2.1:9", "192.0.2.1", "[2001:db8::1]:9", "2001:db8::1", "canary-1.tresor-leak-test.invalid:80"])(
    "include %s",
    (target) => expect(isLeakTarget(target)).toBe(true),
  );
  it.each(["192.0.2.2:9", "203.0.113.1:443", "example.com", "tresor-leak-test.invalid.example.com:80"])(
    "do not include %s",
    (target) => expect(isLeakTarget(target)).toBe(false),
  );
});
