import { describe, expect, it } from "vitest";
import { judgeSovereignty, type SovereigntyFacts } from "../../../../../src/main/core/sovereignty/sovereignty";
import { SovereigntyWatch } from "../../../../../src/main/core/sovereignty/sovereignty-watch";
import type { Resident } from "../../../../../src/shared/shapes/resident";
import type { Alarm, Sovereignty } from "../../../../../src/shared/shapes/status";
import { quiet, unreached } from "../../../../support/outbound";
import { residentOf } from "../../../../support/resident";

const sealedAt = (checkedAt: string) =>
  residentOf({ seal: { enforced: true, mechanism: "unshare -n", checkedAt, evidence: [] } });
const open = residentOf({
  reference: "open:f16",
  seal: { enforced: false, mechanism: "none", checkedAt: null, evidence: [] },
});

type Given = Omit<SovereigntyFacts, "alarms" | "observedAt" | "network"> & Partial<SovereigntyFacts>;
const judge = (facts: Given, alarms: readonly Alarm[] = []) =>
  judgeSovereignty({ network: unreached, ...facts, alarms, observedAt: null });

const alarm: Alarm = {
  at: "2026-11-20T12:00:00.000Z",
  what: "A process has a connection that nobody announced",
  process: "worker",
  pid: 7,
  endpoint: "tcp 192.0.2.1:443",
  action: "the process was ended",
};

describe("judgeSovereignty", () => {
  it.each<[string, "required" | "off", Resident[], string, number, number]>([
    ["nothing runs", "required", [], "sealed", 0, 0],
    [
      "all are sealed",
      "required",
      [sealedAt("2026-11-20T12:00:01.000Z"), sealedAt("2026-11-20T12:00:00.000Z")],
      "sealed",
      2,
      2,
    ],
    ["one is open", "required", [residentOf(), open], "not-enforced", 1, 2],
    ["the seal is off", "off", [], "not-enforced", 0, 0],
    ["the seal is off, and a worker is sealed from before", "off", [residentOf()], "not-enforced", 1, 1],
    ["the open one has no process any more", "required", [residentOf(), { ...open, pid: null }], "sealed", 1, 1],
  ])("%s", (_, sealMode, residents, state, sealedWorkers, workers) => {
    expect(judge({ sealMode, residents, outbound: quiet })).toMatchObject({ state, sealedWorkers, workers });
  });

  it("names what is missing, and the oldest of the checks", () => {
    expect(judge({ sealMode: "required", residents: [open], outbound: quiet }).reason).toContain("open:f16");
    const claim = judge({
      sealMode: "required",
      residents: [sealedAt("2026-11-20T12:00:01.000Z"), sealedAt("2026-11-20T12:00:00.000Z")],
      outbound: quiet,
    });
    expect(claim).toMatchObject({ reason: null, checkedAt: "2026-11-20T12:00:00.000Z" });
  });

  it("says that other machines reach Tresor, and how many have, beside what is fetched", () => {
    const facts = { sealMode: "required", residents: [residentOf()], outbound: quiet } as const;
    const network = { address: "https://192.168.1.5:8738", clients: 0 };
    const reached = judge({ ...facts, network });
    expect([reached.state, reached.reason]).toEqual([
      "network",
      expect.stringMatching(/192\.168\.1\.5:8738.*none has connected/),
    ]);
    const outbound = { jobs: 1, hosts: ["huggingface.co"], sources: ["hf:acme/tiny:Q8_0"], bytesSent: 1 };
    const both = judge({ ...facts, outbound, network: { ...network, clients: 3 } });
    expect([both.state, both.reason]).toEqual(["network", expect.stringMatching(/3 have connected.*huggingface\.co/)]);
    expect(judge({ ...facts, sealMode: "off", network }).state).toBe("not-enforced");
    expect(judge({ ...facts, network }, [alarm]).state).toBe("alarm");
  });

  it("says which hosts a download reaches and what went out, also when that is over", () => {
    const running = {
      jobs: 1,
      hosts: ["huggingface.co", "cdn.example"],
      sources: ["hf:acme/tiny:Q8_0"],
      bytesSent: 900,
    };
    const claim = judge({ sealMode: "required", residents: [], outbound: running });
    expect(claim).toMatchObject({ state: "fetching", bytesOut: 900 });
    expect(claim.reason).toContain("hf:acme/tiny:Q8_0 is being downloaded from huggingface.co, cdn.example");
    const after = judge({ sealMode: "required", residents: [], outbound: { ...running, jobs: 0 } });
    expect(after).toMatchObject({ state: "sealed", bytesOut: 900, reason: null });
  });

  it("does not let a download hide that the seal is missing", () => {
    const outbound = { jobs: 1, hosts: ["huggingface.co"], sources: ["hf:acme/tiny:Q8_0"], bytesSent: 1 };
    expect(judge({ sealMode: "off", residents: [], outbound })).toMatchObject({ state: "not-enforced" });
    const claim = judge({ sealMode: "required", residents: [open], outbound });
    expect([claim.state, claim.reason]).toEqual(["not-enforced", expect.stringContaining("open:f16")]);
  });
});

describe("an alarm", () => {
  it.each([
    ["while all is sealed", "required", [residentOf()], quiet],
    ["while the seal is off", "off", [], quiet],
    [
      "while a download runs",
      "required",
      [],
      { jobs: 1, hosts: ["huggingface.co"], sources: ["hf:acme/tiny:Q8_0"], bytesSent: 1 },
    ],
  ] as const)("weighs most %s", (_, sealMode, residents, outbound) => {
    const claim = judge({ sealMode, residents, outbound }, [alarm]);
    expect(claim).toMatchObject({ state: "alarm", alarms: [alarm] });
    expect(claim.reason).toContain("tcp 192.0.2.1:443");
  });
});

describe("SovereigntyWatch", () => {
  it("keeps 'since' while the state holds and tells of each change once", () => {
    let residents: Resident[] = [];
    let now = "2026-11-20T12:00:00.000Z";
    const told: Sovereignty[] = [];
    const watch = new SovereigntyWatch(
      () => ({ sealMode: "required", residents, outbound: quiet, alarms: [], observedAt: null, network: unreached }),
      () => now,
      (sovereignty) => told.push(sovereignty),
    );
    now = "2026-11-20T13:00:00.000Z";
    watch.update();
    expect(told).toEqual([]);
    residents = [residentOf()];
    watch.update();
    expect(told.at(-1)).toMatchObject({ state: "sealed", workers: 1, since: "2026-11-20T12:00:00.000Z" });
    residents = [open];
    expect(watch.current()).toMatchObject({ state: "not-enforced", since: "2026-11-20T13:00:00.000Z" });
    expect(told).toHaveLength(2);
  });
});
