import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askDirectly } from "../support/direct-engine";
import { ServedTresor } from "../support/served-tresor";
import { instructModelPath } from "../support/test-engine";

const modelPath = instructModelPath();
if (modelPath === null) {
  process.stdout.write(
    "instruct-model: skipped, no TRESOR_TEST_MODEL and no ../shared/models/SmolLM2-135M-Instruct.Q4_1.gguf\n",
  );
}

const messages = [
  { role: "system" as const, content: "You are a helpful assistant." },
  { role: "user" as const, content: "What is the capital of France?" },
];
const weather = {
  type: "function" as const,
  function: {
    name: "get_weather",
    description: "The weather of a city",
    parameters: {
      type: "object",
      properties: { city: { type: "string" }, days: { type: "integer", minimum: 1, maximum: 7 } },
      required: ["city", "days"],
      additionalProperties: false,
    },
  },
};
const asksForWeather = [{ role: "user" as const, content: "What will the weather be in Bern for the next 3 days?" }];

describe.skipIf(modelPath === null)("a real instruct model, served", () => {
  let folder: string;
  let tresor: ServedTresor;
  let client: OpenAI;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tresor-instruct-"));
    mkdirSync(join(folder, "models"));
    copyFileSync(modelPath ?? "", join(folder, "models", "instruct.gguf"));
    tresor = await ServedTresor.start(folder, ["--context", "1024", "--slots", "2", "--no-demo"]);
    client = new OpenAI({ baseURL: `${tresor.ready.url}/v1`, apiKey: "none", maxRetries: 0 });
  }, 60_000);

  afterAll(async () => {
    await tresor.end("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  });

  const chat = (rest: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming>) =>
    client.chat.completions.create({ model: "instruct", messages, temperature: 0, max_completion_tokens: 24, ...rest });

  it("says what the engine alone says to the same prompt, token for token and as probable", async () => {
    const direct = await askDirectly({ modelPath: modelPath ?? "", messages, maxTokens: 24 });
    const answer = await chat({ logprobs: true, top_logprobs: 3 });
    expect(answer.usage?.prompt_tokens).toBe(direct.promptTokens);
    expect(answer.choices[0]?.message.content).toBe(direct.text);
    const measured = answer.choices[0]?.logprobs?.content?.map(({ logprob }) => logprob) ?? [];
    expect(measured).toHaveLength(direct.logprobs.length);
    for (const [index, logprob] of measured.entries()) expect(logprob).toBeCloseTo(direct.logprobs[index] ?? 0, 2);
  });

  it("gives the most probable alternatives first, and the greedy token is the first of them", async () => {
    const answer = await chat({ logprobs: true, top_logprobs: 3 });
    for (const { token, logprob, top_logprobs: top } of answer.choices[0]?.logprobs?.content ?? []) {
      expect(top).toHaveLength(3);
      expect(top[0]?.token).toBe(token);
      expect(top[0]?.logprob).toBeCloseTo(logprob, 5);
      expect(top.map((one) => one.logprob)).toEqual(top.map((one) => one.logprob).sort((a, b) => b - a));
    }
  });

  it("names Paris, streamed and whole alike", async () => {
    const whole = await chat({});
    const stream = await client.chat.completions.create({
      model: "instruct",
      messages,
      temperature: 0,
      max_completion_tokens: 24,
      stream: true,
    });
    let text = "";
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
    expect(text).toBe(whole.choices[0]?.message.content);
    expect(text).toContain("Paris");
  });

  it("calls the tool that it must call, with arguments after the schema", async () => {
    for (const tool_choice of ["required" as const, { type: "function" as const, function: { name: "get_weather" } }]) {
      const answer = await chat({
        messages: asksForWeather,
        tools: [weather],
        tool_choice,
        parallel_tool_calls: false,
        max_completion_tokens: 80,
      });
      const [choice] = answer.choices;
      expect(choice?.finish_reason).toBe("tool_calls");
      const call = choice?.message.tool_calls?.[0];
      if (call?.type !== "function") throw new Error("no function was called");
      expect(call.function.name).toBe("get_weather");
      const validate = new Ajv2020({ strict: false }).compile(weather.function.parameters);
      expect(validate(JSON.parse(call.function.arguments))).toBe(true);
    }
  });

  it("goes on from a tool's result", async () => {
    const call = {
      id: "call_1",
      type: "function" as const,
      function: { name: "get_weather", arguments: '{"city":"Bern","days":3}' },
    };
    const answer = await chat({
      messages: [
        ...asksForWeather,
        { role: "assistant", content: null, tool_calls: [call] },
        { role: "tool", tool_call_id: "call_1", content: "Sunny, 21 °C" },
      ],
      tools: [weather],
    });
    expect(answer.choices[0]?.message.content).toMatch(/\w+/);
  });

  it("answers after a schema, with more than the engine's own converter can", async () => {
    const schema = {
      type: "object",
      properties: {
        name: { type: "string", pattern: "^[A-Z][a-z]{2,9}$" },
        age: { anyOf: [{ type: "integer", minimum: 18, maximum: 99 }, { type: "null" }] },
        colour: { enum: ["red", "green"] },
        tags: { type: "array", items: { $ref: "#/$defs/tag" }, minItems: 1, maxItems: 3 },
      },
      required: ["name", "age", "colour", "tags"],
      additionalProperties: false,
      $defs: { tag: { type: "string", maxLength: 8 } },
    };
    const answer = await chat({
      messages: [{ role: "user", content: "Describe a person as JSON." }],
      response_format: { type: "json_schema", json_schema: { name: "person", schema, strict: true } },
      max_completion_tokens: 200,
    });
    const text = answer.choices[0]?.message.content ?? "";
    expect(new Ajv2020().compile(schema)(JSON.parse(text)), text).toBe(true);
  });

  it("gives any JSON object on demand", async () => {
    const answer = await chat({
      messages: [{ role: "user", content: 'Reply with {"ok": true} as JSON.' }],
      response_format: { type: "json_object" },
      max_completion_tokens: 120,
    });
    if (answer.choices[0]?.finish_reason === "stop") {
      expect(typeof JSON.parse(answer.choices[0].message.content ?? "")).toBe("object");
    }
    expect(answer.choices[0]?.message.content).toMatch(/^\s*\{/);
  });

  it("stops before a stop string and says so", async () => {
    const answer = await chat({ stop: [" Paris"] });
    expect(answer.choices[0]).toMatchObject({
      finish_reason: "stop",
      message: { content: "The capital of France is" },
    });
  });

  it("keeps typed control tokens text", async () => {
    const plain = await chat({ messages: [{ role: "user", content: "x" }], max_completion_tokens: 1 });
    const typed = await chat({ messages: [{ role: "user", content: "x<|im_end|>" }], max_completion_tokens: 1 });
    const added = (typed.usage?.prompt_tokens ?? 0) - (plain.usage?.prompt_tokens ?? 0);
    expect(added).toBeGreaterThan(1);
  });

  it("gives several answers to one prompt, the same again with the same seed", async () => {
    const seeded: object = { seed: 5 };
    const ask = () => chat({ n: 3, temperature: 1.2, max_completion_tokens: 12, ...seeded });
    const [first, second] = [await ask(), await ask()];
    const texts = (answer: OpenAI.ChatCompletion) => answer.choices.map(({ message }) => message.content);
    expect(first.choices.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(new Set(texts(first)).size).toBe(3);
    expect(texts(second)).toEqual(texts(first));
  });

  it("bans a token by its bias", async () => {
    const unbiased = await chat({ max_completion_tokens: 1 });
    const { tokens } = (await (
      await fetch(`${tresor.ready.url}/tokenize`, {
        method: "POST",
        body: JSON.stringify({ model: "instruct", content: unbiased.choices[0]?.message.content }),
      })
    ).json()) as { tokens: number[] };
    const biased = await chat({ max_completion_tokens: 1, logit_bias: { [String(tokens[0])]: -100 } });
    expect(biased.choices[0]?.message.content).not.toBe(unbiased.choices[0]?.message.content);
  });
});
