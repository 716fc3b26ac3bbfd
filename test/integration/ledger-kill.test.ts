import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { readLedger } from "../../src/main/core/ledger/read-ledger";
import { verifyLedger } from "../../src/main/core/ledger/verify-ledger";
import { seededRandom } from "../../src/main/worker/sample/seeded-random";
import { ServedTresor } from "../support/served-tresor";
import { temporaryFolder } from "../support/temporary-folder";

/** 200 in the long dose. */
const kills = Number(process.env["TRESOR_LEDGER_KILLS"] ?? 3);
const clients = 4;

/** Asks again and again until the server is gone; the ids of all answers that came to their end. */
async function askUntilKilled(url: string, acknowledged: Set<string>): Promise<void> {
  for (;;) {
    try {
      const response = await fetch(`${url}/v1/completions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ prompt: "Once", max_tokens: 2, temperature: 0, stream: acknowledged.size % 2 === 0 }),
      });
      const text = await response.text();
      const isWhole = response.ok && (text.includes("[DONE]") || text.includes('"usage"'));
      if (isWhole) acknowledged.add(response.headers.get("x-request-id") ?? "");
    } catch {
      return;
    }
  }
}

describe("the ledger of a Tresor that is killed under load", () => {
  it(
    "holds every request whose end a client has seen, and verifies",
    { timeout: 60_000 + kills * 20_000 },
    async () => {
      const dataDirectory = temporaryFolder();
      const ledger = join(dataDirectory, "ledger");
      const acknowledged = new Set<string>();
      const random = seededRandom(11);
      for (let kill = 0; kill < kills; kill++) {
        const served = await ServedTresor.start(dataDirectory, ["--seal", "off", "--no-prefix-cache"]);
        const before = acknowledged.size;
        const asking = Array.from({ length: clients }, () => askUntilKilled(served.ready.url, acknowledged));
        while (acknowledged.size === before) await pause(20);
        await pause(Math.floor(random() * 400));
        await served.end("SIGKILL");
        await Promise.all(asking);
        const verdict = await verifyLedger(ledger);
        expect(verdict.firstBad?.what ?? "The last record is torn.").toBe("The last record is torn.");
      }
      const last = await ServedTresor.start(dataDirectory, ["--seal", "off"]);
      await last.end("SIGTERM");
      expect(await verifyLedger(ledger)).toMatchObject({ ok: true });
      const recorded = new Set<string>();
      for await (const record of readLedger(ledger, { types: ["request"] })) {
        if (record.type === "request") recorded.add(record.id);
      }
      expect([...acknowledged].filter((id) => !recorded.has(id))).toEqual([]);
      expect(acknowledged.size).toBeGreaterThanOrEqual(kills);
    },
  );
});
