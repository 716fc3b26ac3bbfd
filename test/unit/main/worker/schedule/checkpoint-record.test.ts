import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LlamaContextSequence, LlamaModel, Token } from "node-llama-cpp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CheckpointRecord, type CheckpointLimits } from "../../../../../src/main/worker/schedule/checkpoint-record";
import { seededRandom } from "../../../../../src/main/worker/sample/seeded-random";
import { writeTinyHybrid } from "../../../../support/gguf/write-tiny-hybrid";
import { writeTinySlidingWindow } from "../../../../support/gguf/write-tiny-sliding-window";
import { madeUpPrompt } from "../../../../support/made-up-prompt";
import { testEngine } from "../../../../support/test-engine";

const wide = { max: 32, maxMemory: 1_000 };

describe("a record of checkpoints", () => {
  it("finds the longest within a length, and forgets those beyond a cut", () => {
    const record = new CheckpointRecord(wide);
    for (const [length, usedBytes] of [
      [10, 100],
      [50, 200],
      [90, 300],
    ] as const)
      record.taken(length, usedBytes);
    expect([9, 10, 60, 90, 500].map((tokens) => record.longestWithin(tokens))).toEqual([0, 10, 50, 90, 90]);
    record.cut(60);
    expect(record.longestWithin(500)).toBe(50);
    expect([record.has(50), record.has(90)]).toEqual([true, false]);
  });

  it("drops the oldest as the engine does: by number, and by memory before one is taken", () => {
    const byNumber = new CheckpointRecord({ max: 2, maxMemory: 1_000 });
    for (const [length, usedBytes] of [
      [10, 100],
      [50, 200],
      [90, 200],
    ] as const)
      byNumber.taken(length, usedBytes);
    expect([byNumber.has(10), byNumber.has(50), byNumber.has(90)]).toEqual([false, true, true]);

    const byMemory = new CheckpointRecord({ max: 32, maxMemory: 250 });
    for (const [length, usedBytes] of [
      [10, 100],
      [50, 200],
      [90, 200],
    ] as const)
      byMemory.taken(length, usedBytes);
    expect([byMemory.has(10), byMemory.has(50), byMemory.has(90)]).toEqual([false, true, true]);
  });

  it("trusts the newest only when the engine may have dropped others unseen", () => {
    const record = new CheckpointRecord(wide);
    record.taken(500, 200);
    record.taken(1_000, 600);
    // The third has 600 bytes or, where the first has gone for it, even more.
    record.taken(1_500, 990);
    expect([record.has(500), record.has(1_000), record.has(1_500)]).toEqual([false, false, true]);
  });
});

interface Checkpoints {
  readonly _checkpoints: { readonly _checkpoints: readonly (readonly [unknown, { readonly maxPos: number }])[] };
}

/** What the engine really has; it does not say so in public. */
function lengthsOf(sequence: LlamaContextSequence): number[] {
  return (sequence as unknown as Checkpoints)._checkpoints._checkpoints.map(([, { maxPos }]) => maxPos + 1);
}

describe("a record beside the engine", () => {
  const hybridPath = join(tmpdir(), `tresor-record-hybrid-${process.pid}.gguf`);
  const windowPath = join(tmpdir(), `tresor-record-window-${process.pid}.gguf`);
  const models = new Map<string, LlamaModel>();

  beforeAll(async () => {
    const llama = await testEngine();
    writeTinyHybrid(hybridPath);
    writeTinySlidingWindow({ path: windowPath, window: 64 });
    for (const modelPath of [hybridPath, windowPath]) models.set(modelPath, await llama.loadModel({ modelPath }));
  });

  afterAll(async () => {
    for (const model of models.values()) await model.dispose();
    for (const path of [hybridPath, windowPath]) rmSync(path, { force: true });
  });

  it.each([
    { name: "by number", path: hybridPath, limits: { max: 3, maxMemory: 1e9 } },
    { name: "by memory", path: hybridPath, limits: { max: 32, maxMemory: 1_000_000 } },
    { name: "by memory, of growing size", path: windowPath, limits: { max: 32, maxMemory: 200_000 } },
  ])("never tells of one that the engine has dropped: $name", async ({ path, limits }) => {
    const missed = await compare(models.get(path), limits);
    // States of one size are followed exactly.
    if (path === hybridPath) expect(missed).toBe(0);
  });
});

/** Reads, takes and cuts at random. Returns how often a checkpoint was there that the record did not tell of. */
async function compare(model: LlamaModel | undefined, limits: CheckpointLimits): Promise<number> {
  if (model === undefined) throw new Error("The model is not loaded.");
  const context = await model.createContext({ contextSize: 2_048, threads: 1, batchSize: 512 });
  const sequence = context.getSequence({ checkpoints: { ...limits, interval: false } });
  const record = new CheckpointRecord(limits);
  const random = seededRandom(5);
  const prompt = madeUpPrompt(1, 2_000) as Token[];
  let missed = 0;
  let dropped = 0;
  for (let round = 0; round < 60; round++) {
    const until = Math.min(1_900, sequence.nextTokenIndex + 1 + Math.floor(random() * 60));
    await sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(sequence.nextTokenIndex, until));
    const before = lengthsOf(sequence);
    if (!record.has(until)) {
      await sequence.takeCheckpoint();
      record.taken(until, sequence.checkpointsMemoryUsage);
    }
    const there = lengthsOf(sequence);
    dropped += before.filter((length) => !there.includes(length)).length;
    const told = Array.from({ length: until }, (_, index) => index + 1).filter((length) => record.has(length));
    expect(there).toEqual(expect.arrayContaining(told));
    missed += there.length - told.length;
    if (random() < 0.3) {
      const kept = record.longestWithin(Math.floor(random() * until));
      await sequence.adaptStateToTokens(prompt.slice(0, kept), false);
      record.cut(kept);
    }
  }
  expect(dropped).toBeGreaterThan(5);
  await context.dispose();
  return missed;
}
