import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { SegmentWriter } from "../../../../../src/main/core/ledger/segment-writer";
import { verifyLedger } from "../../../../../src/main/core/ledger/verify-ledger";
import type { LedgerRecord } from "../../../../../src/shared/shapes/ledger";
import { FakeClock } from "../../../../fakes/clock";
import { openTestLedger } from "../../../../support/test-ledger";
import { temporaryFolder } from "../../../../support/temporary-folder";

afterEach(() => vi.restoreAllMocks());

const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });

async function openLedger() {
  const folder = temporaryFolder();
  const clock = new FakeClock();
  const ledger = await openTestLedger({ folder, clock });
  const append = (client: string) => ledger.append({ type: "key", event: "used", client, by: client });
  return { folder, clock, ledger, append };
}

const recordsOf = (folder: string) =>
  readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as LedgerRecord),
  );

it("tells at once that a full disk refuses a record, and writes it in its place when there is room again", async () => {
  const { folder, clock, ledger, append } = await openLedger();
  expect(await append("first")).toBe(true);
  const write = vi.spyOn(SegmentWriter.prototype, "append").mockRejectedValue(full);
  expect(await append("second")).toBe(false);
  expect(ledger.health).toMatchObject({ ok: false, reason: expect.stringContaining("ENOSPC") as string });
  write.mockRestore();
  await clock.advance(1_000);
  expect(await append("third")).toBe(true);
  expect(ledger.health).toEqual({ ok: true });
  await ledger.close();
  const clients = recordsOf(folder).flatMap((record) => ("client" in record ? [record.client] : []));
  expect(clients).toEqual(["first", "second", "third"]);
  expect(await verifyLedger(folder)).toMatchObject({ ok: true });
});

it("counts what a disk has refused for too long, and says so in the ledger", async () => {
  const { folder, clock, ledger, append } = await openLedger();
  await append("first");
  const write = vi.spyOn(SegmentWriter.prototype, "append").mockRejectedValue(full);
  await append("second");
  for (let number = 0; number < 10_004; number += 1) ledger.note({ type: "stop", reason: "test" });
  write.mockRestore();
  await clock.advance(1_000);
  await append("last");
  await ledger.close();
  // The second waits too.
  expect(recordsOf(folder).find(({ type }) => type === "gap")).toMatchObject({ lostRecords: 5 });
  expect(await verifyLedger(folder)).toMatchObject({ ok: true });
});
