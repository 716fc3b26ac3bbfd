import { describe, expect, it } from "vitest";
import { claims, type Claim, type ClaimFacts } from "../../../../../src/renderer/features/sovereignty/claims";
import { languageOf } from "../../../../../src/renderer/language/language";
import { fetching } from "../../../../support/renderer-preview/fetching-scene";
import { sceneTime } from "../../../../support/renderer-preview/scene";
import { alarmed, vault } from "../../../../support/renderer-preview/vault-scene";

const factsOf = ({ snapshot }: typeof vault): ClaimFacts => ({
  sovereignty: snapshot.status.sovereignty,
  doors: snapshot.status.doors,
  downloads: snapshot.downloads,
  verified: null,
});
const judged = (facts: ClaimFacts) => {
  const all = claims(facts, languageOf("en", "en"), Date.parse(sceneTime));
  return Object.fromEntries(all.map(({ name, holds }) => [name, holds])) as Record<Claim["name"], boolean | null>;
};
const good = factsOf(vault);

describe("the claims", () => {
  it("hold by what was seen; the ledger only once it was verified", () => {
    expect(judged(good)).toEqual({ workers: true, sockets: true, reach: true, door: true, ledger: null });
  });

  it("are never shown to hold where nothing was seen", () => {
    const { sovereignty } = good;
    const unseen = { ...good, sovereignty: { ...sovereignty, checkedAt: null, observedAt: null } };
    expect(judged(unseen)).toMatchObject({ workers: null, sockets: null });
    expect(judged({ ...good, sovereignty: { ...sovereignty, workers: 0, sealedWorkers: 0 } }).workers).toBeNull();
  });

  it("fall with a worker without its seal, an alarm, a door to the network, and a broken ledger", () => {
    const { sovereignty } = good;
    expect(judged({ ...good, sovereignty: { ...sovereignty, sealedWorkers: 2 } }).workers).toBe(false);
    expect(judged(factsOf(alarmed)).sockets).toBe(false);
    const door = { kind: "network", address: "https://192.168.0.2:8738", problem: null, fingerprint: null } as const;
    expect(judged({ ...good, doors: [...good.doors, door] }).reach).toBe(false);
    expect(judged({ ...good, doors: [...good.doors, { ...door, problem: "taken" }] }).reach).toBe(true);
    const firstBad = { file: "000001.ndjson", line: 2, record: 2, what: "" };
    const verdict = { ok: false, records: 1, segments: 1, head: null, signedRecords: 0, keys: [], firstBad };
    expect(judged({ ...good, verified: { verdict, at: 0 } }).ledger).toBe(false);
  });

  it("do not claim a shut door while something is fetched", () => {
    expect(judged(factsOf(fetching)).door).toBeNull();
  });
});
