import { setTimeout as pause } from "node:timers/promises";
import OpenAI from "openai";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGateway } from "../../../src/main/core/gateway/gateway";
import { defaultPace } from "../../../src/main/core/gateway/gateway-context";
import type { Gateway } from "../../../src/main/core/gateway/gateway-port";
import type { InferenceEvent } from "../../../src/main/core/inference/canonical";
import { TresorError } from "../../../src/shared/errors";
import { FakeCore } from "../../fakes/gateway";
import { aborted, answerOf, played } from "../../fakes/inference";

const chat = { model: "tiny", messages: [{ role: "user" as const, content: "Hi" }] };
let core: FakeCore;
let gateway: Gateway;
let client: OpenAI;

beforeEach(async () => {
  core = new FakeCore();
  gateway = createGateway(core.dependencies(), { ...defaultPace, openingMilliseconds: 20, commentMilliseconds: 10 });
  const url = await gateway.listen("127.0.0.1", 0);
  client = new OpenAI({ baseURL: `${url}/v1`, apiKey: "none", maxRetries: 0 });
});

afterEach(() => gateway.close(0));

async function textOf(stream: AsyncIterable<OpenAI.ChatCompletionChunk>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  return text;
}

describe("the openai client", () => {
  it("lists models and finds one", async () => {
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(["tiny:q8_0"]);
    expect(await client.models.retrieve("tiny:q8_0")).toMatchObject({ id: "tiny:q8_0", object: "model" });
  });

  it("gets an answer in one piece, with usage", async () => {
    const answer = await client.chat.completions.create({ ...chat, temperature: 0.2, max_completion_tokens: 5 });
    expect(answer.choices[0]).toMatchObject({ finish_reason: "stop", message: { content: "Hello there" } });
    expect(answer.usage).toMatchObject({ prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 });
    expect(core.inference.lastRequest).toMatchObject({ sampling: { temperature: 0.2 }, maxTokens: 5 });
  });

  it("gets a stream, with usage at its end", async () => {
    const stream = await client.chat.completions.create({
      ...chat,
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks: OpenAI.ChatCompletionChunk[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe("Hello there");
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe("stop");
    expect(chunks.at(-1)?.usage?.total_tokens).toBe(9);
  });

  it("calls tools: reasoning, then two calls in one turn, streamed and not", async () => {
    core.inference.script = () =>
      played(
        answerOf(
          [
            { thought: "Both." },
            { call: "read", id: "c1", arguments: ['{"path":', '"a\\"b\\n"}'] },
            { call: "list", id: "c2", arguments: ["{}"] },
          ],
          "tiny:q8_0",
          "toolCalls",
        ),
      );
    const body = {
      ...chat,
      tools: ["read", "list"].map((name) => ({ type: "function" as const, function: { name } })),
    };
    const whole = await client.chat.completions.create({ ...body, tool_choice: "required" });
    const streamed = await client.chat.completions.stream(body).finalChatCompletion();
    const expected = [
      { id: "c1", type: "function", function: { name: "read", arguments: '{"path":"a\\"b\\n"}' } },
      { id: "c2", type: "function", function: { name: "list", arguments: "{}" } },
    ];
    for (const { choices } of [whole, streamed]) {
      expect(choices[0]?.finish_reason).toBe("tool_calls");
      expect(choices[0]?.message.tool_calls).toMatchObject(expected);
    }
    expect(whole.choices[0]?.message).toMatchObject({ content: null, reasoning_content: "Both." });

    const history = [
      ...chat.messages,
      whole.choices[0]?.message ?? { role: "assistant" as const },
      { role: "tool" as const, tool_call_id: "c1", content: "alpha" },
    ];
    await client.chat.completions.create({ ...body, messages: history });
    expect(core.inference.lastRequest.prompt).toMatchObject({
      conversation: {
        messages: [
          { role: "user" },
          { role: "assistant", reasoning: "Both.", calls: [{ id: "c1", name: "read" }, { id: "c2" }] },
          { role: "tool", callId: "c1", content: "alpha" },
        ],
      },
    });
  });

  it("gets several choices, log-probabilities and a schema's answer", async () => {
    const logprobs = [{ text: "1", bytes: [49], logprob: -0.1, top: [{ text: "2", bytes: [50], logprob: -3 }] }];
    core.inference.script = () =>
      played([
        ...answerOf([]).slice(0, 2),
        { type: "text", choice: 0, text: "1", tokens: 1, logprobs },
        { type: "text", choice: 1, text: "2", tokens: 1, logprobs },
        { type: "finish", choice: 1, reason: "stop", stop: null },
        ...answerOf([]).slice(2),
      ]);
    const schema = { type: "integer" };
    const answer = await client.chat.completions.create({
      ...chat,
      n: 2,
      logprobs: true,
      top_logprobs: 1,
      response_format: { type: "json_schema", json_schema: { name: "number", schema } },
    });
    expect(answer.choices.map(({ message }) => message.content)).toEqual(["1", "2"]);
    expect(answer.choices[0]?.logprobs?.content?.[0]).toMatchObject({ token: "1", top_logprobs: [{ token: "2" }] });
    expect(answer.usage?.completion_tokens_details?.reasoning_tokens).toBe(1);
    expect(core.inference.lastRequest).toMatchObject({
      choices: 2,
      topLogprobs: 1,
      format: { type: "schema", schema },
    });
  });

  it("embeds, asking for packed numbers by itself", async () => {
    core.inference.computes = { embed: ({ inputs }) => ({ vectors: inputs.map(() => [0.5, -0.25]), tokens: 3 }) };
    const answer = await client.embeddings.create({ model: "tiny", input: ["a", "b"] });
    expect(answer.data.map(({ embedding }) => embedding)).toEqual([
      [0.5, -0.25],
      [0.5, -0.25],
    ]);
  });

  it("completes a plain text, streamed and not", async () => {
    const whole = await client.completions.create({ model: "tiny", prompt: "Once" });
    expect(whole.choices[0]?.text).toBe("Hello there");
    let text = "";
    for await (const chunk of await client.completions.create({ model: "tiny", prompt: "Once", stream: true })) {
      text += chunk.choices[0]?.text ?? "";
    }
    expect(text).toBe("Hello there");
  });

  it("is told of a model that is not there and of a bad field by its own error classes", async () => {
    await expect(client.chat.completions.create({ ...chat, model: "none", stream: true })).rejects.toBeInstanceOf(
      OpenAI.NotFoundError,
    );
    await expect(client.chat.completions.create({ ...chat, temperature: 9 })).rejects.toMatchObject({
      status: 400,
      param: "temperature",
      type: "invalid_request_error",
    });
  });

  it("outlasts a model that loads", async () => {
    let goOn: () => void = () => undefined;
    const loaded = new Promise<void>((resolve) => (goOn = resolve));
    core.inference.script = async function* () {
      yield { type: "loading", reference: "tiny:q8_0", progress: 0.42 };
      await loaded;
      yield* answerOf(["after ", "all"]);
    };
    const raw = await client.chat.completions.create({ ...chat, stream: true }).asResponse();
    expect(raw.headers.get("x-tresor-model")).toBe("tiny:q8_0");
    const reader = raw.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader?.read();
    expect(first?.value).toMatch(/^(: loading 42%\n\n)+$/);
    goOn();
    let rest = "";
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) rest += read.value;
    expect(rest).toContain('"content":"after "');
    expect(rest).toMatch(/data: \[DONE\]\n\n$/);
  });

  it("is told in the stream of a failure in its middle", async () => {
    const failure = new TresorError("worker_died", "The model's process ended.");
    core.inference.script = () => played([...answerOf(["a"]).slice(0, 3), failure]);
    const stream = await client.chat.completions.create({ ...chat, stream: true });
    await expect(textOf(stream)).rejects.toThrow("The model's process ended.");
  });

  it.each([true, false])("ends the work when it goes away, stream %s", async (stream) => {
    const started = new Promise<AbortSignal>((resolve) => {
      core.inference.script = async function* (_request, signal) {
        if (stream) yield* answerOf(["a"]).slice(0, 3);
        resolve(signal);
        await aborted(signal);
        throw new TresorError("cancelled", "stopped");
      };
    });
    const controller = new AbortController();
    const asking = client.chat.completions
      .create({ ...chat, stream }, { signal: controller.signal })
      .then(async (answer) => (Symbol.asyncIterator in answer ? await textOf(answer) : undefined))
      .catch((error: unknown) => error);
    const signal = await started;
    controller.abort();
    await asking;
    expect(await aborted(signal)).toMatchObject({ code: "cancelled" });
  });

  it("slows the model down when it reads slowly", async () => {
    const piece: InferenceEvent = { type: "text", choice: 0, text: "x".repeat(64 * 1_024), tokens: 1 };
    let pulled = 0;
    const ended = new Promise<void>((resolve) => {
      core.inference.script = async function* () {
        try {
          yield* answerOf([]).slice(0, 2);
          for (;;) {
            pulled += 1;
            yield piece;
          }
        } finally {
          resolve();
        }
      };
    });
    const raw = await client.chat.completions.create({ ...chat, stream: true }).asResponse();
    // The pull stops once the buffers of the connection are full, however long nobody reads.
    let before = -1;
    while (before !== pulled) {
      before = pulled;
      await pause(300);
    }
    expect(pulled).toBeGreaterThan(0);
    await raw.body?.cancel();
    await ended;
    expect(pulled - before).toBeLessThanOrEqual(1);
  });
});
