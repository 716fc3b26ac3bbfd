import { mkdirSync, writeFileSync } from "node:fs";
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

const mutations = Number(process.env["TRESOR_MUTATIONS"] ?? 250);
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

/** Of the two bases that the engine serves; the others are for the parser alone. */
function isServed({ story }: Mutant): boolean {
  return /base [01],/.test(story);
}

function evenly<T>(list: readonly T[], count: number): readonly T[] {
  return Array.from(
    { length: Math.min(count, list.length) },
    (_, index) => list[Math.floor((index * list.length) / count)] as T,
  );
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
      const loadable = accepted.filter(({ mutant, inspection }) => isSane(inspection) && isServed(mutant));
      await loadSample(evenly(loadable, loaded));
    },
    240_000 + mutations * 100,
  );
});

/** Loads each in one Tresor, with a good model beside them, and asks for what it can do. */
async function loadSample(sample: Verdicts["accepted"]): Promise<void> {
  const folder = temporaryFolder();
  const models = join(folder, "models");
  mkdirSync(models);
  mutationBases(models);
  for (const [index, { mutant }] of sample.entries()) {
    writeFileSync(join(models, `mutant-${index}.gguf`), mutant.bytes);
  }
  const flags = ["--models-dir", models, "--no-demo", "--seal", "off", "--slots", "1"];
  const tresor = await ServedTresor.start(join(folder, "data"), flags);
  onTestFinished(async () => {
    await tresor.end("SIGKILL");
  });
  const post = async (path: string, body: object) => {
    const response = await fetch(`${tresor.ready.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };
  const complete = (model: string) => post("/v1/completions", { model, prompt: "Once upon a time", max_tokens: 4 });
  const embed = (model: string) => post("/v1/embeddings", { model, input: "the cat" });
  const outcomes: string[] = [];
  for (const [index, { mutant, inspection }] of sample.entries()) {
    const ask = inspection.description.capabilities.includes("completion") ? complete : embed;
    const { status, text } = await ask(`mutant-${index}`);
    outcomes.push(`${status === 200 ? "answers" : `${status} ${codeOf(text)}`} · ${mutant.story}`);
    await tresor.run("unload", `mutant-${index}`);
  }
  console.log(outcomes.join("\n"));
  const fair = /^(answers|4\d\d \w+|500 (load_failed|generation_failed)|502 worker_died|503 insufficient_memory) /;
  expect(outcomes.filter((outcome) => !fair.test(outcome))).toEqual([]);
  const { status, text } = await complete("llama");
  expect(status, text).toBe(200);
}
