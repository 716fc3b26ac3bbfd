import { generateKeyPairSync } from "node:crypto";
import { appendFileSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { LedgerEntry, LedgerRecord } from "../../../../../src/shared/shapes/ledger";
import { systemClock } from "../../../../../src/main/core/kernel/clock";
import { createLogger } from "../../../../../src/main/core/kernel/logger";
import { Ledger, type LedgerOptions } from "../../../../../src/main/core/ledger/ledger";
import { signingKey } from "../../../../../src/main/core/ledger/signing-key";
import { verifyLedger } from "../../../../../src/main/core/ledger/verify-ledger";
import { FakeClock } from "../../../../fakes/clock";
import { seededRandom } from "../../../../../src/main/worker/sample/seeded-random";
import { temporaryFolder } from "../../../../support/temporary-folder";

const key = signingKey(generateKeyPairSync("ed25519").privateKey);
const otherKey = signingKey(generateKeyPairSync("ed25519").privateKey);
const silentLogger = createLogger({ level: "silent" });
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

const entry = (number: number): LedgerEntry => ({ type: "key", event: "used", client: `editor ${number}`, by: "test" });

function open(options: Partial<LedgerOptions> = {}): Promise<Ledger> {
  const retention = () => ({ keptMilliseconds: null, keptBytes: null });
  return Ledger.open({ folder, key, clock: systemClock, logger: silentLogger, retention, ...options });
}

async function written(count: number, options: Partial<LedgerOptions> = {}): Promise<void> {
  const ledger = await open(options);
  for (let number = 0; number < count; number += 20) {
    const batch = Array.from({ length: Math.min(20, count - number) }, (_, index) =>
      ledger.append(entry(number + index)),
    );
    expect(await Promise.all(batch)).not.toContain(false);
  }
  await ledger.close();
}

const files = () => readdirSync(folder).sort();
const path = (name: string) => join(folder, name);
const records = () =>
  files().flatMap((name) =>
    readFileSync(path(name), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as LedgerRecord),
  );

describe("a ledger", () => {
  it("numbers, chains and signs what is appended", async () => {
    await written(5);
    const verdict = await verifyLedger(folder);
    expect(verdict).toMatchObject({ ok: true, records: 7, segments: 1, signedRecords: 6, firstBad: null });
    expect(records().map(({ type }) => type)).toEqual(["segment", "key", "key", "key", "key", "key", "signature"]);
    expect(verdict.head?.hash).toBe(records().at(-1)?.hash);
  });

  it("goes on after a restart", async () => {
    await written(3);
    await written(3);
    expect(await verifyLedger(folder)).toMatchObject({ ok: true, records: 9, segments: 1 });
  });

  it("begins another file with another key, and both verify", async () => {
    await written(3);
    await written(3, { key: otherKey });
    const verdict = await verifyLedger(folder);
    expect(verdict).toMatchObject({ ok: true, segments: 2 });
    expect(verdict.keys).toHaveLength(2);
    expect((await verifyLedger(folder, { publicKey: key.publicKey })).firstBad?.what).toContain("another key");
  });

  it("closes a full file and goes on in the next", async () => {
    await written(400, { segmentBytes: 20_000 });
    expect(files().length).toBeGreaterThan(1);
    expect(await verifyLedger(folder)).toMatchObject({ ok: true, segments: files().length });
  });

  it("cuts a torn end and tells of it", async () => {
    await written(4);
    appendFileSync(path("ledger-000001.ndjson"), '{"n":7,"previous":"abc');
    expect(await verifyLedger(folder)).toMatchObject({
      ok: false,
      firstBad: { line: 7, what: "The last record is torn." },
    });
    await written(1);
    expect(await verifyLedger(folder)).toMatchObject({ ok: true });
    expect(records().find(({ type }) => type === "repair")).toMatchObject({ removedBytes: 22 });
  });

  it("tells of a clock that has gone back", async () => {
    const clock = new FakeClock();
    const ledger = await open({ clock });
    await ledger.append(entry(1));
    await ledger.close();
    const earlier = await open({ clock: Object.assign(new FakeClock(), { now: () => clock.now() - 60_000 }) });
    await earlier.append(entry(2));
    await earlier.close();
    expect(records().find(({ type }) => type === "clock")).toMatchObject({ wentBackMilliseconds: 60_000 });
    expect(await verifyLedger(folder)).toMatchObject({ ok: true });
  });

  it("leaves a tombstone for what retention removes, and the chain goes on from it", async () => {
    await written(1_000, { segmentBytes: 20_000, retention: () => ({ keptMilliseconds: null, keptBytes: 60_000 }) });
    const [first] = files();
    expect(first).not.toBe("ledger-000001.ndjson");
    expect(await verifyLedger(folder)).toMatchObject({ ok: true });
    expect(records().filter(({ type }) => type === "tombstone").length).toBeGreaterThan(0);
  });

  it("finds that the first files were removed without a tombstone", async () => {
    await written(400, { segmentBytes: 20_000 });
    rmSync(path("ledger-000001.ndjson"));
    expect((await verifyLedger(folder)).firstBad?.what).toContain("no tombstone");
  });

  it("keeps an anchor's promise: a cut end and a rewritten past are found with it", async () => {
    const ledger = await open();
    await Promise.all([1, 2, 3].map((number) => ledger.append(entry(number))));
    const anchor = await ledger.anchor();
    await ledger.close();
    expect(await verifyLedger(folder, { anchors: [anchor] })).toMatchObject({ ok: true });
    const lines = readFileSync(path("ledger-000001.ndjson"), "utf8").split("\n");
    writeFileSync(path("ledger-000001.ndjson"), `${lines.slice(0, 3).join("\n")}\n`);
    expect(await verifyLedger(folder)).toMatchObject({ ok: true });
    expect((await verifyLedger(folder, { anchors: [anchor] })).firstBad?.what).toContain("ends before record");
    rmSync(folder, { recursive: true });
    await written(10);
    expect((await verifyLedger(folder, { anchors: [anchor] })).firstBad?.what).toContain("not the one that the anchor");
  });
});

describe("verifying", () => {
  it("finds any changed byte", { timeout: 60_000 }, async () => {
    await written(300, { segmentBytes: 20_000 });
    const random = seededRandom(7);
    const doses = Number(process.env["TRESOR_LEDGER_FLIPS"] ?? 300);
    for (let dose = 0; dose < doses; dose++) {
      const name = files()[Math.floor(random() * files().length)] ?? "";
      const content = readFileSync(path(name));
      const at = Math.floor(random() * content.length);
      const bit = 1 << Math.floor(random() * 8);
      const flipped = Buffer.from(content);
      flipped[at] = (flipped[at] ?? 0) ^ bit;
      writeFileSync(path(name), flipped);
      const verdict = await verifyLedger(folder);
      expect(verdict.ok, `bit ${bit} of byte ${at} of ${name}`).toBe(false);
      writeFileSync(path(name), content);
    }
    expect(await verifyLedger(folder)).toMatchObject({ ok: true });
  });

  it("names the first record that is not as it was", async () => {
    await written(50);
    const lines = readFileSync(path("ledger-000001.ndjson"), "utf8").split("\n");
    lines[20] = (lines[20] ?? "").replace("editor 19", "editor 91");
    writeFileSync(path("ledger-000001.ndjson"), lines.join("\n"));
    expect((await verifyLedger(folder)).firstBad).toEqual({
      file: "ledger-000001.ndjson",
      line: 21,
      record: 21,
      what: "The record was changed.",
    });
  });

  it.each([
    ["a removed line", (lines: string[]) => lines.splice(10, 1), "is missing"],
    ["swapped lines", (lines: string[]) => lines.splice(10, 2, lines[11] ?? "", lines[10] ?? ""), "is missing"],
    ["a doubled line", (lines: string[]) => lines.splice(10, 0, lines[10] ?? ""), "is missing"],
  ])("finds %s", async (_, change, what) => {
    await written(50);
    const lines = readFileSync(path("ledger-000001.ndjson"), "utf8").split("\n");
    change(lines);
    writeFileSync(path("ledger-000001.ndjson"), lines.join("\n"));
    expect((await verifyLedger(folder)).firstBad?.what).toContain(what);
  });

  it("finds swapped files, an emptied and a cut one", async () => {
    await written(600, { segmentBytes: 20_000 });
    renameSync(path("ledger-000001.ndjson"), path("aside"));
    renameSync(path("ledger-000002.ndjson"), path("ledger-000001.ndjson"));
    renameSync(path("aside"), path("ledger-000002.ndjson"));
    expect((await verifyLedger(folder)).ok).toBe(false);
    renameSync(path("ledger-000001.ndjson"), path("aside"));
    renameSync(path("ledger-000002.ndjson"), path("ledger-000001.ndjson"));
    renameSync(path("aside"), path("ledger-000002.ndjson"));
    expect((await verifyLedger(folder)).ok).toBe(true);
    const whole = readFileSync(path("ledger-000002.ndjson"));
    truncateSync(path("ledger-000002.ndjson"), 0);
    expect((await verifyLedger(folder)).firstBad?.what).toBe("The file is empty.");
    writeFileSync(path("ledger-000002.ndjson"), whole.subarray(0, 5_000));
    expect((await verifyLedger(folder)).ok).toBe(false);
  });

  it("finds a record of somebody who knows the format but has no key", async () => {
    await written(5);
    const forged = await Ledger.open({
      folder,
      key: { ...otherKey, publicKey: key.publicKey },
      clock: systemClock,
      logger: silentLogger,
      retention: () => ({ keptMilliseconds: null, keptBytes: null }),
    });
    await forged.append(entry(9));
    await forged.close();
    expect((await verifyLedger(folder)).firstBad?.what).toBe("The signature is wrong.");
  });
});
