import { describe, expect, it } from "vitest";
import { judgeSeal, type SealContext } from "../../../../../src/main/core/engine/seal/judge-seal";
import type { SealObservation } from "../../../../../src/main/core/engine/seal/seal-observation";

const linux: SealContext = {
  platform: "linux",
  mechanism: "unshare -n",
  ownNamespace: "net:[1]",
  checkedAt: "2026-11-20T12:00:00.000Z",
};
const mac: SealContext = { ...linux, platform: "darwin", mechanism: "sandbox-exec", ownNamespace: null };

function observed(tcp: string, udp: string, dns: string, rest: Partial<SealObservation> = {}): SealObservation {
  return {
    attempts: [
      { road: "tcp", target: "192.0.2.1:9", outcome: tcp },
      { road: "udp", target: "192.0.2.1:9", outcome: udp },
      { road: "dns", target: "seal-probe.invalid", outcome: dns },
    ],
    networkNamespace: null,
    interfaces: [],
    ...rest,
  };
}
const apart = { networkNamespace: "net:[2]", interfaces: ["lo"] };

describe("judgeSeal", () => {
  it("believes a namespace of its own in which nothing is reachable", () => {
    const seal = judgeSeal(observed("ENETUNREACH", "ENETUNREACH", "EAI_AGAIN", apart), linux);
    expect(seal).toMatchObject({ enforced: true, mechanism: "unshare -n", checkedAt: linux.checkedAt });
    expect(seal.evidence).toContain("TCP connect to 192.0.2.1:9: ENETUNREACH");
  });

  it("does not take a machine without a network for a seal", () => {
    const shared = { networkNamespace: "net:[1]", interfaces: ["lo"] };
    expect(judgeSeal(observed("ENETUNREACH", "ENETUNREACH", "EAI_AGAIN", shared), linux).enforced).toBe(false);
  });

  it("does not believe a namespace with another interface, or one that cannot be read", () => {
    expect(
      judgeSeal(observed("ENETUNREACH", "ENETUNREACH", "EAI_AGAIN", { ...apart, interfaces: ["lo", "eth0"] }), linux)
        .enforced,
    ).toBe(false);
    expect(judgeSeal(observed("ENETUNREACH", "ENETUNREACH", "EAI_AGAIN"), linux).enforced).toBe(false);
  });

  it("takes only EPERM for a refusal by the macOS sandbox", () => {
    expect(judgeSeal(observed("EPERM", "EPERM", "ENOTFOUND"), mac).enforced).toBe(true);
    for (const outcome of ["timeout", "ECONNREFUSED", "ENETUNREACH", "connected"]) {
      expect(judgeSeal(observed(outcome, "EPERM", "ENOTFOUND"), mac).enforced).toBe(false);
      expect(judgeSeal(observed("EPERM", outcome, "ENOTFOUND"), mac).enforced).toBe(false);
    }
  });

  it("takes a name that resolves, or a lookup that hangs, for a hole", () => {
    expect(judgeSeal(observed("EPERM", "EPERM", "resolved"), mac).enforced).toBe(false);
    expect(judgeSeal(observed("EPERM", "EPERM", "timeout"), mac).enforced).toBe(false);
  });

  it("never calls a worker without a wall sealed, nor one that tried nothing", () => {
    const none = { ...linux, mechanism: "none" };
    expect(judgeSeal(observed("ENETUNREACH", "ENETUNREACH", "EAI_AGAIN", apart), none).enforced).toBe(false);
    expect(judgeSeal({ attempts: [], ...apart }, linux).enforced).toBe(false);
    expect(judgeSeal(observed("EPERM", "EPERM", "ENOTFOUND"), { ...mac, platform: "win32" }).enforced).toBe(false);
  });
});
