import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { getLlama, LlamaGrammarEvaluationState, LlamaLogLevel, type LlamaContext } from "node-llama-cpp";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { formatGrammar } from "../../../../../src/main/worker/grammar/output-grammar";
import { presets } from "../../../../support/gguf/presets";
import { writeTinyLlama } from "../../../../support/gguf/write-tiny-llama";
import { randomDocument } from "../../../../support/json-schema/random-schema";
import { seededRandom } from "../../../../../src/main/worker/sample/seeded-random";
import { temporaryFolder } from "../../../../support/temporary-folder";

const ajv = new Ajv2020({ strict: false, multipleOfPrecision: 6, validateSchema: false });
addFormats(ajv);

const realistic = {
  type: "object",
  properties: {
    id: { type: "string", format: "uuid" },
    name: { type: "string", minLength: 2, maxLength: 12 },
    age: { type: "integer", minimum: 18, maximum: 130 },
    size: { anyOf: [{ type: "number", exclusiveMinimum: 0, maximum: 2.5 }, { type: "null" }] },
    code: { type: "string", pattern: "^[A-Z]{3}-\\d{2,4}$" },
    born: { type: "string", format: "date" },
    colours: {
      type: "array",
      items: { enum: ["red", "green", "blue", "black", "white", "grey", "pink"] },
      minItems: 1,
      maxItems: 3,
    },
    place: { $ref: "#/$defs/place" },
  },
  required: ["id", "name", "age", "place"],
  additionalProperties: false,
  $defs: {
    place: {
      type: "object",
      properties: {
        city: { type: "string", maxLength: 8 },
        inside: { anyOf: [{ $ref: "#/$defs/place" }, { type: "null" }] },
      },
      required: ["city"],
      additionalProperties: false,
    },
  },
};

describe("grammars of schemas in the engine", { timeout: 240_000 }, () => {
  let llama: Awaited<ReturnType<typeof getLlama>>;
  beforeAll(async () => {
    llama = await getLlama({
      gpu: false,
      build: "never",
      skipDownload: true,
      progressLogs: false,
      maxThreads: 1,
      logLevel: LlamaLogLevel.disabled,
    });
  });
  afterAll(() => llama.dispose());

  async function loadedContext(): Promise<LlamaContext> {
    const path = join(temporaryFolder(), "tiny.gguf");
    writeTinyLlama({ ...presets.tiny, path });
    const model = await llama.loadModel({ modelPath: path, gpuLayers: 0 });
    onTestFinished(() => model.dispose());
    return model.createContext({ contextSize: 1_024, sequences: 1, threads: 1 });
  }

  /** Random tokens that the grammar allows; null when the model did not come to an end. */
  async function write(context: LlamaContext, grammar: string, seed: number, most: number): Promise<string | null> {
    const { model } = context;
    const sequence = context.getSequence();
    const state = new LlamaGrammarEvaluationState({ model, grammar: await llama.createGrammar({ grammar }) });
    const tokens = [];
    const options = { temperature: 2, topK: 0, topP: 1, seed, grammarEvaluationState: state };
    try {
      for await (const token of sequence.evaluate(model.tokenize("Write"), options)) {
        tokens.push(token);
        if (tokens.length >= most) return null;
      }
      // The token that ends the text is not handed out.
      const text = model.detokenize(tokens);
      // Bytes in a random order may be no UTF-8: what the engine counted as one character is several then.
      return text.includes("\uFFFD") ? null : text;
    } finally {
      await sequence.dispose();
    }
  }

  it("writes a realistic schema to its end, valid each time", async () => {
    const context = await loadedContext();
    const validate = ajv.compile(realistic);
    const grammar = formatGrammar({ type: "schema", schema: realistic });
    let ended = 0;
    for (let seed = 0; seed < 12; seed += 1) {
      const text = await write(context, grammar, seed, 600);
      if (text === null) continue;
      ended += 1;
      expect(validate(JSON.parse(text)), text).toBe(true);
    }
    expect(ended).toBeGreaterThanOrEqual(8);
  });

  it("writes only valid values of random schemas", async () => {
    const context = await loadedContext();
    let ended = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const schema = randomDocument(seededRandom(seed));
      let grammar;
      try {
        grammar = formatGrammar({ type: "schema", schema });
      } catch {
        continue;
      }
      const text = await write(context, grammar, seed, 150);
      if (text === null) continue;
      ended += 1;
      expect(ajv.validate(schema, JSON.parse(text)), `${JSON.stringify(schema)}\n${text}`).toBe(true);
    }
    expect(ended).toBeGreaterThanOrEqual(25);
  });

  it("has grammars that the engine takes, for many random schemas", async () => {
    let taken = 0;
    for (let seed = 1_000; seed < 1_200; seed += 1) {
      let grammar;
      try {
        grammar = formatGrammar({ type: "schema", schema: randomDocument(seededRandom(seed)) });
      } catch {
        continue;
      }
      await expect(llama.createGrammar({ grammar }), grammar).resolves.toBeDefined();
      taken += 1;
    }
    expect(taken).toBeGreaterThan(150);
  });
});
