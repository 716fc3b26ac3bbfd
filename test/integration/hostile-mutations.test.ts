import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ModelInspection } from "../../src/main/core/gguf/inspect-model";
import { InspectorClient } from "../../src/main/core/library/inspector-client";
import { TresorError } from "../../src/shared/errors";
import { builtFiles } from "../support/built-files";
import { mutate, type Mutant } from "../support/gguf/mutate";
import { mutationBases } from "../support/gguf/mutation-bases";
import { codeOf } from "../support/hostile-rig";
import { ServedTresor } from "../support/served-tresor";
import { temporaryFolder } from "../support/temporary-folder";

const mutations = Number(process.env["TRESOR_MUTATIONS"] ?? 1_000);
const loaded = 20;

interface Verdicts {
  readonly accepted: readonly { readonly mutant: Mutant; readonly inspection: ModelInspection }[];
  readonly refused: readonly { readonly mutant: Mutant; readonly error: TresorError }[];
  readonly inspectors: number;
}

/** Shows every mutant to the real inspector process. */
async function inspectAll(count: number): Promise<Verdicts> {
  const folder = temporaryFolder();
  const bases = mutationBases(folder);
  const inspector = new InspectorClient(builtFiles());
  onTestFinished(() => inspector.dispose());
  const accepted: Verdicts["accepted"][number][] = [];
  const refused: Verdicts["refused"][number][] = [];
  const processes = new Set<number | null>();
  const path = join(folder, "mutant.gguf");
  for (let seed = 1; seed <= count; seed++) {
    const mutant = mutate(bases, seed);
    writeFileSync(path, mutant.bytes);
    try {
      accepted.push({ mutant, inspection: await inspector.inspect([path], "mutant") });
    } catch (error) {
      refused.push({ mutant, error: TresorError.from(error) });
    }
    processes.add(inspector.parserPid);
  }
  return { accepted, refused, inspectors: processes.size };
}

/** Small by its header: the engine is asked for what it would be asked for anyway. */
function isSane({ dimensions }: ModelInspection): boolean {
  return dimensions.layers <= 8 && dimensions.embeddingLength <= 1_024 && dimensions.contextLength <= 65_536;
}

function evenly<T>(list: readonly T[], count: number): readonly T[] {
  return Array.from({ length: Math.min(count, list.length) }, (_, index) => list[Math.floor((index * list.length) / count)] as T);
}

describe(`${mutations} mutated files`, () => {
  it(
    "are each refused with a reason or accepted, by one inspector; what is accepted harms nothing but its own worker",
    async () => {
      const { accepted, refused, inspectors } = await inspectAll(mutations);
      console.log(`${accepted.length} accepted, ${refused.length} refused, ${inspectors} inspector processes`);
      expect(accepted.length + refused.length).toBe(mutations);
      expect(accepted.length).toBeGreaterThan(mutations / 20);
      const faults = refused.filter(
        ({ error }) => error.code !== "model_rejected" || /cannot be read|ended with|longer than/.test(error.message),
      );
      expect(faults.map(({ mutant, error }) => `${mutant.story}: ${error.message}`)).toEqual([]);
      expect(inspectors).toBe(1);
      await loadSample(evenly(accepted.filter(({ inspection }) => isSane(inspection)).map(({ mutant }) => mutant), loaded));
    },
    240_000 + mutations * 100,
  );
});

/** Loads each in a Tresor that serves the demo model too, and asks for an answer. */
async function loadSample(mutants: readonly Mutant[]): Promise<void> {
  const folder = temporaryFolder();
  const models = join(folder, "models");
  mkdirSync(models);
  const bases = mutationBases(models);
  rmSync(join(models, "encoder.gguf"));
  expect(bases.length).toBeGreaterThan(0);
  for (const [index, { bytes }] of mutants.entries()) writeFileSync(join(models, `mutant-${index}.gguf`), bytes);
  const flags = ["--models-dir", models, "--no-demo", "--seal", "off", "--slots", "1"];
  const tresor = await ServedTresor.start(join(folder, "data"), flags);
  onTestFinished(async () => void (await tresor.end("SIGKILL")));
  const complete = async (model: string) => {
    const response = await fetch(`${tresor.ready.url}/v1/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model, prompt: "Once upon a time", max_tokens: 4 }),
    });
    return { status: response.status, text: await response.text() };
  };
  const outcomes: string[] = [];
  for (const [index, { story }] of mutants.entries()) {
    const { status, text } = await complete(`mutant-${index}`);
    outcomes.push(`${status === 200 ? "answers" : `${status} ${codeOf(text)}`} · ${story}`);
    await tresor.run("unload", `mutant-${index}`);
  }
  console.log(outcomes.join("\n"));
  const fair = /^(answers|4\d\d \w+|500 (load_failed|generation_failed)|502 worker_died|503 insufficient_memory) /;
  expect(outcomes.filter((outcome) => !fair.test(outcome))).toEqual([]);
  const { status, text } = await complete("llama");
  expect(status, text).toBe(200);
}
