import { describe, expect, it } from "vitest";
import {
  base64Of,
  decodeEmbeddings,
} from "../../../../../../../../src/main/core/gateway/dialects/openai/questions/embeddings";
import { decodeRerank, ranked } from "../../../../../../../../src/main/core/gateway/dialects/openai/questions/rerank";
import { FakeCore, loopback } from "../../../../../../../fakes/gateway";
import { fakeDigest } from "../../../../../../../fakes/inference";

async function post(core: FakeCore, url: string, payload: object) {
  const response = await core.server().inject({ method: "POST", url, headers: loopback, payload });
  return { status: response.statusCode, headers: response.headers, body: response.json<unknown>() };
}

describe("POST /v1/embeddings", () => {
  it("answers with a vector for each input, as numbers or packed", async () => {
    const core = new FakeCore();
    const vectors = [
      [0.5, -0.25],
      [1, 0],
    ];
    core.inference.computes = { embed: () => ({ vectors, tokens: 9 }) };
    const asked = { model: "tiny", input: ["a", "b"], dimensions: 2 };
    const { headers, body } = await post(core, "/v1/embeddings", asked);
    expect(body).toEqual({
      object: "list",
      model: "tiny:q8_0",
      data: vectors.map((embedding, index) => ({ object: "embedding", index, embedding })),
      usage: { prompt_tokens: 9, total_tokens: 9 },
    });
    expect(headers).toMatchObject({ "x-tresor-model": "tiny:q8_0", "x-tresor-model-digest": fakeDigest });
    expect(core.inference.questions[0]).toMatchObject({
      id: headers["x-request-id"],
      client: "local",
      reference: "tiny",
      task: "embed",
      input: { inputs: ["a", "b"], dimensions: 2, truncate: false },
    });
    const packed = await post(core, "/v1/embeddings", { ...asked, encoding_format: "base64" });
    expect(packed.body).toMatchObject({ data: [{ embedding: "AAAAPwAAgL4=" }, {}] });
  });

  it.each<[unknown, unknown]>([
    ["a", ["a"]],
    [[1, 2], [[1, 2]]],
    [
      [[1], [2, 3]],
      [[1], [2, 3]],
    ],
    [
      ["a", [1]],
      ["a", [1]],
    ],
  ])("reads the input %j", (input, inputs) => expect(decodeEmbeddings({ input }).inputs).toEqual(inputs));

  it.each<[string, object]>([
    ["input", {}],
    ["input", { input: "" }],
    ["input", { input: [] }],
    ["input", { input: Array.from({ length: 2_049 }, () => "a") }],
    ["input.1", { input: ["a", ""] }],
    ["input.0", { input: [{}] }],
    ["input.0", { input: [-1] }],
    ["encoding_format", { input: "a", encoding_format: "int8" }],
    ["dimensions", { input: "a", dimensions: 0 }],
  ])("names the field %s", (field, body) => {
    expect(() => decodeEmbeddings(body)).toThrow(
      expect.objectContaining({ code: "invalid_request", details: { field } }),
    );
  });

  it("packs numbers as 32-bit floats", () => {
    const bytes = Buffer.from(base64Of([1.5, -2]), "base64");
    expect([bytes.readFloatLE(0), bytes.readFloatLE(4), bytes.length]).toEqual([1.5, -2, 8]);
  });
});

describe("reranking", () => {
  it.each(["/v1/rerank", "/rerank"])("at %s answers best first", async (url) => {
    const core = new FakeCore();
    core.inference.computes = { rerank: () => ({ scores: [0.1, 0.9, 0.5], tokens: 12 }) };
    const documents = ["a", { text: "b" }, "c"];
    const { body } = await post(core, url, { query: "q", documents, top_n: 2, return_documents: true });
    expect(body).toMatchObject({
      id: expect.stringMatching(/^rerank-/) as string,
      model: "tiny:q8_0",
      results: [
        { index: 1, relevance_score: 0.9, document: { text: "b" } },
        { index: 2, relevance_score: 0.5, document: { text: "c" } },
      ],
      usage: { total_tokens: 12 },
    });
    expect(core.inference.questions[0]?.input).toEqual({ query: "q", documents: ["a", "b", "c"], truncate: false });
  });

  it("leaves the documents out unless asked, and equal ones in their order", () => {
    expect(ranked([1, 1], decodeRerank({ query: "q", documents: ["a", "b"] }))).toEqual([
      { index: 0, relevance_score: 1 },
      { index: 1, relevance_score: 1 },
    ]);
  });

  it.each<[string, object]>([
    ["query", { documents: ["a"] }],
    ["documents", { query: "q" }],
    ["documents", { query: "q", documents: [] }],
    ["documents.0", { query: "q", documents: [5] }],
    ["top_n", { query: "q", documents: ["a"], top_n: 0 }],
  ])("names the field %s", (field, body) => {
    expect(() => decodeRerank(body)).toThrow(expect.objectContaining({ details: { field } }));
  });

  it("fails in OpenAI's shape", async () => {
    const { status, body } = await post(new FakeCore(), "/rerank", {});
    expect([status, body]).toMatchObject([400, { error: { type: "invalid_request_error", param: "query" } }]);
  });
});

describe("llama-server's questions", () => {
  it("tokenize, with pieces when asked", async () => {
    const core = new FakeCore();
    core.inference.computes = { tokenize: () => ({ tokens: [5, 6], pieces: ["a", "b"] }) };
    expect((await post(core, "/tokenize", { content: "ab" })).body).toEqual({ tokens: [5, 6] });
    const pieces = await post(core, "/tokenize", { content: "ab", with_pieces: true, add_special: true });
    expect(pieces.body).toEqual({
      tokens: [
        { id: 5, piece: "a" },
        { id: 6, piece: "b" },
      ],
    });
    expect(core.inference.questions.map(({ input }) => input)).toEqual([
      { text: "ab", addSpecial: false, parseSpecial: true },
      { text: "ab", addSpecial: true, parseSpecial: true },
    ]);
    expect((await post(core, "/tokenize", {})).status).toBe(400);
  });

  it("detokenize", async () => {
    const core = new FakeCore();
    core.inference.computes = { detokenize: () => ({ text: "ab" }) };
    expect((await post(core, "/detokenize", { tokens: [5, 6] })).body).toEqual({ content: "ab" });
    expect((await post(core, "/detokenize", { tokens: ["a"] })).body).toMatchObject({ error: { param: "tokens" } });
  });

  it("render a chat as the model would read it", async () => {
    const core = new FakeCore();
    core.inference.computes = { render: () => ({ text: "<user>Hi", tokens: [1], template: "model" }) };
    const messages = [{ role: "user", content: "Hi" }];
    const tools = [{ type: "function", function: { name: "f" } }];
    expect((await post(core, "/apply-template", { messages, tools })).body).toEqual({ prompt: "<user>Hi" });
    expect(core.inference.questions[0]?.input).toMatchObject({ conversation: { messages, tools: [{ name: "f" }] } });
  });
});
