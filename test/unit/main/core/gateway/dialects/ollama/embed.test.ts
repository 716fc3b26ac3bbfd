import { describe, expect, it } from "vitest";
import { decodeEmbed } from "../../../../../../../src/main/core/gateway/dialects/ollama/embed";
import { FakeCore, loopback } from "../../../../../../fakes/gateway";

async function post(core: FakeCore, url: string, payload: object) {
  return (await core.server().inject({ method: "POST", url, headers: loopback, payload })).json<unknown>();
}

function embeddingCore(): FakeCore {
  const core = new FakeCore();
  core.inference.computes = { embed: ({ inputs }) => ({ vectors: inputs.map(() => [0.6, 0.8]), tokens: 4 }) };
  return core;
}

describe("Ollama's embeddings", () => {
  it("of one text or several, cut when they are too long unless told otherwise", async () => {
    const core = embeddingCore();
    expect(await post(core, "/api/embed", { model: "tiny", input: ["a", "b"], dimensions: 2 })).toMatchObject({
      model: "tiny:q8_0",
      embeddings: [
        [0.6, 0.8],
        [0.6, 0.8],
      ],
      prompt_eval_count: 4,
    });
    await post(core, "/api/embed", { model: "tiny", input: "a", truncate: false });
    expect(core.inference.questions.map(({ input }) => input)).toEqual([
      { inputs: ["a", "b"], truncate: true, dimensions: 2 },
      { inputs: ["a"], truncate: false, dimensions: undefined },
    ]);
  });

  it("as they were asked for of old", async () => {
    const answer = await post(embeddingCore(), "/api/embeddings", { model: "tiny", prompt: "a" });
    expect(answer).toEqual({ embedding: [0.6, 0.8] });
  });

  it.each(["/api/embed", "/api/embeddings"])("of nothing load the model at %s", async (url) => {
    const core = embeddingCore();
    await post(core, url, { model: "tiny" });
    expect(core.recorded).toMatchObject([{ name: "load", input: { reference: "tiny:q8_0" } }]);
    expect(core.inference.questions).toEqual([]);
  });

  it.each<[string, object]>([
    ["model", { input: "a" }],
    ["input", { model: "tiny", input: 5 }],
    ["input.1", { model: "tiny", input: ["a", [1]] }],
  ])("name the field %s", (field, body) => {
    expect(() => decodeEmbed(body)).toThrow(expect.objectContaining({ details: { field } }));
  });
});
