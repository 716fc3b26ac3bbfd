import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/main/core/engine/engine";
import type { EngineTasks } from "../../src/main/core/engine/tasks";
import { presets } from "../support/gguf/presets";
import { writeTinyEncoder, writeTinyRanker } from "../support/gguf/write-tiny-encoder";
import { writeTinyLlama } from "../support/gguf/write-tiny-llama";
import { madeUpPrompt } from "../support/made-up-prompt";
import { answerOf, never, RealEngines, requestOf, untilEvent } from "../support/real-engines";

const folder = mkdtempSync(join(tmpdir(), "tresor-vectors-"));
const engines = new RealEngines();
const width = { llama: presets.tiny.width, encoder: 64 } as const;
let llama: Engine;
let encoder: Engine;
let ranker: Engine;

beforeAll(async () => {
  const [llamaPath, encoderPath, rankerPath] = ["llama", "encoder", "ranker"].map((name) =>
    join(folder, `${name}.gguf`),
  );
  writeTinyLlama({ ...presets.tiny, path: llamaPath ?? "" });
  writeTinyEncoder(encoderPath ?? "");
  writeTinyRanker(rankerPath ?? "", "paris");
  llama = await engines.start(llamaPath ?? "", { context: 2_048 });
  encoder = await engines.start(encoderPath ?? "", { context: 512 });
  ranker = await engines.start(rankerPath ?? "", { context: 512 });
});

afterAll(async () => {
  await engines.dispose();
  rmSync(folder, { recursive: true, force: true });
});

type EmbedInput = EngineTasks["embed"]["input"];

function embed(engine: Engine, inputs: EmbedInput["inputs"], rest: Partial<EmbedInput> = {}) {
  return engine.compute("embed", { inputs, truncate: false, ...rest }, never);
}

const lengthOf = (vector: readonly number[] = []) => Math.hypot(...vector);

function cosine(one: readonly number[] = [], other: readonly number[] = []): number {
  return one.reduce((sum, component, index) => sum + component * (other[index] ?? 0), 0);
}

describe.each(["llama", "encoder"] as const)("vectors of a %s", (kind) => {
  const engine = () => (kind === "llama" ? llama : encoder);
  const text = "what is the capital of france";

  it("have length 1, are the same for the same text and others for another, also when asked for at once", async () => {
    const [one, two] = await Promise.all([embed(engine(), [text, "dog and cat"]), embed(engine(), ["paris", text])]);
    const [[capital, dog], [paris, again]] = [one.vectors, two.vectors];
    for (const vector of [capital, dog, paris, again]) {
      expect(vector).toHaveLength(width[kind]);
      expect(lengthOf(vector)).toBeCloseTo(1, 6);
    }
    expect(cosine(capital, again)).toBeCloseTo(1, 5);
    for (const other of [dog, paris]) expect(cosine(capital, other)).toBeLessThan(0.999);
    expect(one.tokens).toBeGreaterThan(two.tokens - one.tokens);
  });

  it("of tokens equal those of their text", async () => {
    const { tokens } = await engine().compute("tokenize", { text, addSpecial: false, parseSpecial: false }, never);
    const { vectors } = await embed(engine(), [text, tokens]);
    expect(cosine(vectors[0], vectors[1])).toBeCloseTo(1, 6);
  });

  it("are cut to the dimensions that were asked for, and have length 1 again", async () => {
    const whole = await embed(engine(), [text]);
    const cut = await embed(engine(), [text], { dimensions: 16 });
    expect(cut.vectors[0]).toHaveLength(16);
    expect(lengthOf(cut.vectors[0])).toBeCloseTo(1, 6);
    expect(cosine(whole.vectors[0]?.slice(0, 16), cut.vectors[0])).toBeCloseTo(
      lengthOf(whole.vectors[0]?.slice(0, 16)),
      5,
    );
    await expect(embed(engine(), [text], { dimensions: 4_096 })).rejects.toMatchObject({
      code: "invalid_request",
      details: { field: "dimensions" },
    });
  });

  it("are refused for an input that is empty, too long or no tokens, with its name", async () => {
    const long = "the dog and the cat ".repeat(500);
    await expect(embed(engine(), [text, ""])).rejects.toMatchObject({
      code: "invalid_request",
      details: { field: "input.1" },
    });
    await expect(embed(engine(), [text, long])).rejects.toMatchObject({
      code: "context_exceeded",
      details: { field: "input.1", contextTokens: kind === "llama" ? 2_047 : 511 },
    });
    await expect(embed(engine(), [[1, 2, 1_000_000]])).rejects.toMatchObject({
      code: "invalid_request",
      details: { field: "input.0.2" },
    });
    const truncated = await embed(engine(), [long, long.slice(0, -400)], { truncate: true });
    expect(cosine(truncated.vectors[0], truncated.vectors[1])).toBeCloseTo(1, 5);
    expect(truncated.tokens).toBe(2 * (kind === "llama" ? 2_047 : 511));
  });
});

describe("a model", () => {
  it("goes on with its stream while it makes vectors of many inputs", async () => {
    const inputs = Array.from({ length: 150 }, (_, index) => madeUpPrompt(index + 1, 40));
    const vectors = embed(llama, inputs);
    const making = { isDone: false };
    const onDone = () => (making.isDone = true);
    vectors.then(onDone, onDone);
    const stream = llama.generate(requestOf(madeUpPrompt(9, 50)), never)[Symbol.asyncIterator]();
    let tokensMeanwhile = 0;
    for (; !making.isDone; tokensMeanwhile++) await untilEvent(stream, "text");
    await stream.return?.();
    expect((await vectors).vectors).toHaveLength(inputs.length);
    // One token comes between any two inputs.
    expect(tokensMeanwhile).toBeGreaterThan(inputs.length / 2);
  });

  it("that is an encoder refuses to generate, and says what it is for", async () => {
    for (const engine of [encoder, ranker]) {
      await expect(answerOf(engine.generate(requestOf([7, 8]), never))).rejects.toMatchObject({
        code: "unsupported",
        message: expect.stringContaining("encoder (bert)") as string,
      });
    }
  });

  it("without a ranking head refuses to rank, one with it to make vectors", async () => {
    for (const engine of [llama, encoder]) {
      const ranking = engine.compute("rerank", { query: "a", documents: ["b"], truncate: false }, never);
      await expect(ranking).rejects.toMatchObject({ code: "unsupported", details: { field: "model" } });
    }
    await expect(embed(ranker, ["paris"])).rejects.toMatchObject({ code: "unsupported", details: { field: "model" } });
  });
});

describe("a ranking", () => {
  const query = "what is the capital of france";
  const rank = (documents: readonly string[], truncate = false) =>
    ranker.compute("rerank", { query, documents, truncate }, never);

  it("puts the documents that answer better above others, whatever their order", async () => {
    const documents = ["the dog is the cat", "paris is the cat", "paris is paris dog", "paris paris paris paris"];
    const { scores, tokens } = await rank(documents);
    expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
    expect([...scores].sort((one, other) => one - other)).toEqual(scores);
    expect(new Set(scores).size).toBe(documents.length);
    expect(tokens).toBeGreaterThan(documents.length * 10);
    expect((await rank([...documents].reverse())).scores).toEqual([...scores].reverse());
  });

  it("refuses a document that is too long, or cuts it when that was asked for", async () => {
    const long = "paris is the dog ".repeat(200);
    await expect(rank(["paris", long])).rejects.toMatchObject({
      code: "context_exceeded",
      details: { field: "documents.1", contextTokens: 511 },
    });
    const { scores, tokens } = await rank([long, `${long} dog`], true);
    expect(scores[0]).toBe(scores[1]);
    expect(tokens).toBe(2 * 511);
    const hopeless = ranker.compute("rerank", { query: long, documents: ["paris"], truncate: true }, never);
    await expect(hopeless).rejects.toMatchObject({ code: "context_exceeded", details: { field: "query" } });
  });
});
