import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyLedger } from "../src/main/core/ledger/verify-ledger";
import type { LedgerEntry } from "../src/shared/shapes/ledger";
import { openTestLedger } from "../test/support/test-ledger";
import { RecordedAndBare } from "./contenders/recorded-and-bare";
import { benchModel } from "./model";
import type { BenchOptions } from "./options";
import { highest, lowest, median, ratios, table } from "./statistics";

/** What the ledger costs the requests that it records, and how fast it is checked. */
export async function bench(options: BenchOptions): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "tresor-bench-ledger-"));
  try {
    return `${await throughput(join(folder, "requests"), options)}${await verifying(join(folder, "long"), options)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function throughput(folder: string, { quick, preset }: BenchOptions): Promise<string> {
  const model = benchModel(preset ?? "forty");
  const [rounds, requests, tokens] = quick ? [3, 16, 8] : [12, 192, 32];
  const ledger = await openTestLedger({ folder });
  const contenders = await RecordedAndBare.start(model.path, ledger);
  const rates = { recorded: [] as number[], bare: [] as number[] };
  try {
    for (let round = -1; round < rounds; round++) {
      for (const name of round % 2 === 0 ? (["bare", "recorded"] as const) : (["recorded", "bare"] as const)) {
        const rate = await contenders.requestsPerSecond(name, requests, tokens);
        // The first round warms up.
        if (round >= 0) rates[name].push(rate);
      }
    }
  } finally {
    await contenders.stop();
    await ledger.close();
  }
  const each = ratios(rates.recorded, rates.bare);
  const perSecond = (values: readonly number[]) => `${median(values).toFixed(1)}/s`;
  return `\n## Requests with and without the ledger, ${model.name}, one thread (${rounds} rounds of ${requests} requests of ${tokens} tokens)\n\n${table(
    ["with", "without", "ratio, round by round", "least to most", "aim"],
    [
      [
        perSecond(rates.recorded),
        perSecond(rates.bare),
        median(each).toFixed(3),
        `${lowest(each).toFixed(3)} to ${highest(each).toFixed(3)}`,
        ">= 0.97",
      ],
    ],
  )}\n`;
}

async function verifying(folder: string, { quick }: BenchOptions): Promise<string> {
  const count = quick ? 10_000 : 200_000;
  const ledger = await openTestLedger({ folder });
  for (let number = 0; number < count; number += 1_000) {
    await Promise.all(Array.from({ length: 1_000 }, (_, index) => ledger.append(requestEntry(number + index))));
  }
  await ledger.close();
  const rates: number[] = [];
  for (let round = 0; round < 5; round++) {
    const startedAt = performance.now();
    const { ok, records } = await verifyLedger(folder);
    if (!ok) throw new Error("The ledger of the bench does not verify.");
    rates.push((records * 1_000) / (performance.now() - startedAt));
  }
  const row = [`${count}`, `${median(rates).toFixed(0)}/s`, `${lowest(rates).toFixed(0)}/s`, ">= 200000/s"];
  return `\n## Verifying the ledger\n\n${table(["records", "p50 of 5", "least", "aim"], [row])}\n`;
}

function requestEntry(number: number): LedgerEntry {
  return {
    type: "request",
    id: `req_${number.toString(36).padStart(20, "0")}`,
    client: `client ${number % 7}`,
    kind: "chat",
    asked: "text",
    reference: "smollm2-135m-instruct:q8_0",
    digest: `sha256:${"0123456789abcdef".repeat(4)}`,
    stage: 3,
    promptTokens: 100 + (number % 1_000),
    cachedTokens: number % 100,
    completionTokens: 50,
    queuedMilliseconds: 0.4,
    prefillMilliseconds: 31.2,
    decodeMilliseconds: 1_200.7,
    totalMilliseconds: 1_240.1,
    outcome: "done",
    code: null,
  };
}
