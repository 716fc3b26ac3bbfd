import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chargeOf } from "../../src/main/core/telemetry/memory-balance";
import type { ResidencyEvent, Resident } from "../../src/shared/shapes/resident";
import { presets } from "../support/gguf/presets";
import { writeTinyLlama } from "../support/gguf/write-tiny-llama";
import { ServedTresor } from "../support/served-tresor";

interface Listing {
  readonly residents: readonly Resident[];
  readonly history: readonly ResidencyEvent[];
}

/** Two of the three models fit, with a context of 512 in two slots. */
const memoryLimitBytes = 1_100_000_000;
const references = ["alpha:q8_0", "beta:q8_0", "gamma:q8_0"];
const clients = 6;
const answerTokens = 4;

let folder: string;
let tresor: ServedTresor;
let openai: OpenAI;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tresor-turns-"));
  const models = join(folder, "models");
  mkdirSync(models);
  ["alpha", "beta", "gamma"].forEach((name, seed) =>
    writeTinyLlama({ ...presets.threeHundred, seed, path: join(models, `${name}.Q8_0.gguf`) }),
  );
  const flags = ["--models-dir", models, "--memory-limit", "1100MB", "--context", "512", "--slots", "2", "--no-demo"];
  tresor = await ServedTresor.start(join(folder, "data"), [...flags, "--seal", "off"]);
  openai = new OpenAI({ baseURL: `${tresor.ready.url}/v1`, apiKey: "none", maxRetries: 0, timeout: 600_000 });
}, 300_000);

afterAll(async () => {
  await tresor.end("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

async function listing(): Promise<Listing> {
  return JSON.parse((await tresor.run("ps", "--history", "--json")).stdout) as Listing;
}

/** The whole answer; fails when it was cut. */
async function ask(model: string, stream: boolean): Promise<string> {
  const request = {
    model,
    messages: [{ role: "user" as const, content: "Once upon a time" }],
    temperature: 0,
    max_completion_tokens: answerTokens,
  };
  if (!stream) {
    const { choices, usage } = await openai.chat.completions.create(request);
    expect([choices[0]?.finish_reason, usage?.completion_tokens]).toEqual(["length", answerTokens]);
    return choices[0]?.message.content ?? "";
  }
  let text = "";
  let reason: string | null = null;
  for await (const chunk of await openai.chat.completions.create({ ...request, stream: true })) {
    text += chunk.choices[0]?.delta.content ?? "";
    reason = chunk.choices[0]?.finish_reason ?? reason;
  }
  expect(reason).toBe("length");
  return text;
}

/** So many requests from all clients at once, each over the models in an order of its own. Returns what each model answered. */
async function askAll(count: number): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const answers = new Map(references.map((reference) => [reference, new Set<string>()]));
  let next = 0;
  const client = async (own: number) => {
    for (let index = next++; index < count; index = next++) {
      const reference = references[(index * (own + 1) + own) % references.length] ?? "";
      answers.get(reference)?.add(await ask(reference, index % 2 === 0));
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, own) => client(own)));
  return answers;
}

/** Looks at the residents while the work runs. */
async function watching<T>(work: Promise<T>, look: (residents: readonly Resident[]) => void): Promise<T> {
  const ended = work.then(
    () => true,
    () => true,
  );
  do look((await listing()).residents);
  while (!(await Promise.race([ended, pause(1_000, false)])));
  return await work;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function expectWithinLimit(residents: readonly Resident[]): void {
  expect(sum(residents.map(chargeOf))).toBeLessThanOrEqual(memoryLimitBytes);
  expect(sum(residents.map(({ memory }) => memory.measuredBytes ?? 0))).toBeLessThanOrEqual(memoryLimitBytes);
}

/** 200 in the long dose. */
const requests = Number(process.env["TRESOR_PRESSURE_REQUESTS"] ?? 60);

describe("three models where two fit", () => {
  it("answer requests of six clients whole, in turns, within the limit, and say who left for whom", async () => {
    const answers = await watching(askAll(requests), expectWithinLimit);
    // At temperature 0 every whole answer of a model is the same text.
    for (const reference of references) expect([reference, answers.get(reference)?.size]).toEqual([reference, 1]);
    const { history } = await listing();
    const left = history.filter(({ event }) => event === "evicted");
    expect(left.length).toBeGreaterThan(0);
    for (const { reference, reason } of left) {
      const whom = /^\d+ MB needed for (\w+:q8_0)/.exec(reason)?.[1];
      expect(references.filter((other) => other !== reference)).toContain(whom);
    }
    expect(history.filter(({ event }) => event === "failed" || event === "refused")).toEqual([]);
  }, 900_000);

  it("never lose the pinned one", async () => {
    const pinned = "beta:q8_0";
    const before = JSON.parse((await tresor.run("pin", pinned, "--json")).stdout) as Resident;
    expect(before).toMatchObject({ reference: pinned, pinned: true, state: "ready" });
    const known = (await listing()).history.length;
    await watching(askAll(Math.ceil(requests * 0.3)), (residents) => {
      expectWithinLimit(residents);
      expect(residents.find(({ reference }) => reference === pinned)).toMatchObject({
        state: "ready",
        pid: before.pid,
      });
    });
    const { history } = await listing();
    const since = history.slice(0, history.length - known);
    expect(since.some(({ event }) => event === "evicted")).toBe(true);
    expect(since.filter(({ reference }) => reference === pinned)).toEqual([]);
  }, 600_000);
});
