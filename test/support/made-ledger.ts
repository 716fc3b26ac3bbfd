import type { LedgerEntry } from "../../src/shared/shapes/ledger";
import { FakeClock } from "../fakes/clock";
import { openTestLedger } from "./test-ledger";

/** A moment and what is recorded then. */
export type Moment = readonly [at: string, entry: LedgerEntry];

/** Writes a ledger as Tresor does, at times of our choice. */
export async function makeLedger(folder: string, moments: readonly Moment[]): Promise<void> {
  let now = Date.parse(moments[0]?.[0] ?? "2026-11-26T08:00:00Z");
  const clock = Object.assign(new FakeClock(), { now: () => now });
  const ledger = await openTestLedger({ folder, clock });
  for (const [at, entry] of moments) {
    now = Date.parse(at);
    await ledger.append(entry);
  }
  await ledger.close();
}

export function requestEntry(rest: Partial<Extract<LedgerEntry, { type: "request" }>> = {}): LedgerEntry {
  return {
    type: "request",
    id: "req_1",
    client: "n8n",
    kind: "chat",
    asked: "text",
    reference: "story:f32",
    digest: `sha256:${"1".repeat(64)}`,
    stage: 3,
    promptTokens: 100,
    cachedTokens: 0,
    completionTokens: 20,
    queuedMilliseconds: 0,
    prefillMilliseconds: 10,
    decodeMilliseconds: 20,
    totalMilliseconds: 30,
    outcome: "done",
    code: null,
    ...rest,
  };
}

export function outboundEntry(
  event: "begun" | "ended",
  bytesReceived: number,
  rest: Partial<Extract<LedgerEntry, { type: "outbound" }>> = {},
): LedgerEntry {
  return {
    type: "outbound",
    id: "download_1",
    hosts: ["huggingface.co"],
    purpose: "download hf:owner/story:Q8_0",
    event,
    outcome: event === "begun" ? null : "done",
    bytesSent: Math.round(bytesReceived / 1000),
    bytesReceived,
    ...rest,
  };
}

export function sealEntry(enforced = true): LedgerEntry {
  const evidence = enforced ? ["connect: EACCES"] : ["connect: went through"];
  return { type: "seal", reference: "story:f32", pid: 41, enforced, mechanism: "seccomp", evidence };
}
