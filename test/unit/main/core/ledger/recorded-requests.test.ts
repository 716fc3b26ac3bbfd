import { expect, it } from "vitest";
import type { InferenceRequest } from "../../../../../src/main/core/inference/canonical";
import { ObservedInference } from "../../../../../src/main/core/inference/observed-inference";
import type { LedgerHealth } from "../../../../../src/main/core/ledger/ledger";
import { recordedRequests } from "../../../../../src/main/core/ledger/recorded-requests";
import type { LedgerEntry } from "../../../../../src/shared/shapes/ledger";
import { FakeInference } from "../../../../fakes/inference";

const failing: LedgerHealth = { ok: false, reason: "ENOSPC: no space left on device", since: 0 };
const clients: Readonly<Record<string, { readonly stage: 1 | 2 | 3; readonly production: boolean }>> = {
  bank: { stage: 3, production: true },
  editor: { stage: 1, production: false },
};

function recording(health: LedgerHealth, { refuses = false, hashes = false } = {}) {
  const entries: LedgerEntry[] = [];
  const append = async (entry: LedgerEntry) => {
    await Promise.resolve();
    entries.push(entry);
    return true;
  };
  const observer = recordedRequests({
    ledger: { health, append },
    rulesOf: (client) => clients[client] ?? null,
    refuseWithoutLedger: () => refuses,
    hashOf: (prompt) => (hashes ? `hash of ${prompt()}` : null),
  });
  const inference = new ObservedInference(new FakeInference(), [observer]);
  const ask = async (client: string) => {
    const prompt = { type: "text", text: "secret" } as const;
    const request: InferenceRequest = { id: "req_1", reference: "tiny", client, prompt, sampling: {}, stop: [] };
    const types: string[] = [];
    for await (const { type } of inference.run(request, new AbortController().signal)) types.push(type);
    return types.at(-1);
  };
  return { ask, entries };
}

it.each([
  ["bank", 3],
  ["editor", 1],
  ["local", 3],
])("records the stage of %s", async (client, stage) => {
  const { ask, entries } = recording({ ok: true });
  await ask(client);
  expect(entries).toEqual([expect.objectContaining({ type: "request", id: "req_1", client, stage, outcome: "done" })]);
  expect(JSON.stringify(entries)).not.toMatch(/secret|promptHash/);
});

it.each([
  ["bank", false, true],
  ["editor", false, false],
  ["local", false, false],
  ["editor", true, true],
  ["local", true, true],
])("while the disk is full, %s with the setting %s is refused: %s", async (client, refuses, isRefused) => {
  const { ask } = recording(failing, { refuses });
  if (isRefused) await expect(ask(client)).rejects.toMatchObject({ code: "ledger_unavailable" });
  else expect(await ask(client)).toBe("done");
});

it("records a hash of the prompt where the user wants it", async () => {
  const { ask, entries } = recording({ ok: true }, { hashes: true });
  await ask("editor");
  expect(entries).toEqual([expect.objectContaining({ promptHash: 'hash of {"type":"text","text":"secret"}' })]);
});
