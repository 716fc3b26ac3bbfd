import { Ollama } from "ollama";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGateway } from "../../../src/main/core/gateway/gateway";
import type { Gateway } from "../../../src/main/core/gateway/gateway-port";
import { TresorError } from "../../../src/shared/errors";
import { authorized, FakeCore } from "../../fakes/gateway";
import { aborted, answerOf, played } from "../../fakes/inference";

const chat = { model: "tiny", messages: [{ role: "user", content: "Hi" }] };
let core: FakeCore;
let gateway: Gateway;
let client: Ollama;
let host: string;

beforeEach(async () => {
  core = new FakeCore();
  gateway = createGateway(core.dependencies());
  host = await gateway.listen("127.0.0.1", 0);
  client = new Ollama({ host });
});

afterEach(() => gateway.close(0));

describe("the ollama client", () => {
  it("lists what is there, what runs, and shows one", async () => {
    expect((await client.list()).models.map(({ name }) => name)).toEqual(["tiny:q8_0"]);
    expect((await client.ps()).models.map(({ model }) => model)).toEqual(["tiny:q8_0"]);
    expect(await client.show({ model: "tiny" })).toMatchObject({ details: { format: "gguf" } });
    expect((await client.version()).version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("chats, streamed and not", async () => {
    const whole = await client.chat({ ...chat, options: { temperature: 0, num_predict: 5 } });
    expect(whole).toMatchObject({
      message: { content: "Hello there" },
      done: true,
      done_reason: "stop",
      eval_count: 2,
    });
    expect(core.inference.lastRequest).toMatchObject({ sampling: { temperature: 0 }, maxTokens: 5 });
    let text = "";
    let counted = 0;
    for await (const part of await client.chat({ ...chat, stream: true })) {
      text += part.message.content;
      counted += (part as Partial<typeof part>).eval_count ?? 0;
    }
    expect([text, counted]).toEqual(["Hello there", 2]);
  });

  it("calls tools with objects for arguments, and thinks apart", async () => {
    const call = { call: "read", id: "c1", arguments: ['{"path":', '"a"}'] };
    core.inference.script = () => played(answerOf([{ thought: "Hm." }, call], "tiny:q8_0", "toolCalls"));
    const tools = [{ type: "function", function: { name: "read", parameters: { type: "object", properties: {} } } }];
    const expected = [{ function: { name: "read", arguments: { path: "a" } } }];
    const whole = await client.chat({ ...chat, tools, think: "low", format: { type: "object" } });
    expect(whole.message).toMatchObject({ content: "", thinking: "Hm.", tool_calls: expected });
    expect(core.inference.lastRequest).toMatchObject({
      format: { type: "schema", schema: { type: "object" } },
      prompt: { conversation: { tools: [{ name: "read" }], reasoning: { enabled: true, effort: "low" } } },
    });
    const calls = [];
    for await (const { message } of await client.chat({ ...chat, tools, stream: true })) {
      calls.push(...(message.tool_calls ?? []));
    }
    expect(calls).toMatchObject(expected);
    await client.chat({ ...chat, messages: [...chat.messages, whole.message, { role: "tool", content: "alpha" }] });
    expect(core.inference.lastRequest.prompt).toMatchObject({
      conversation: {
        messages: [
          { role: "user" },
          { role: "assistant", reasoning: "Hm.", calls: [{ id: "c1", name: "read", argumentsJson: '{"path":"a"}' }] },
          { role: "tool", content: "alpha" },
        ],
      },
    });
  });

  it("pulls with the admin token, and is told what to do without", async () => {
    await expect(client.pull({ model: "hf.co/example/story-GGUF" })).rejects.toThrow(/admin token/);
    const admitted = new Ollama({ host, headers: authorized });
    expect(await admitted.pull({ model: "hf.co/example/story-GGUF" })).toMatchObject({ status: "success" });
    const seen: string[] = [];
    for await (const { status } of await admitted.pull({ model: "hf.co/example/story-GGUF", stream: true })) {
      seen.push(status);
    }
    expect(seen).toEqual(["pulling manifest", "verifying sha256 digest", "writing manifest", "success"]);
  });

  it("creates a name that adds something", async () => {
    const admitted = new Ollama({ host, headers: authorized });
    const wish = { model: "mario", from: "tiny", system: "You are Mario.", parameters: { temperature: 0 } };
    expect(await admitted.create(wish)).toMatchObject({ status: "success" });
    const seen: string[] = [];
    for await (const { status } of await admitted.create({ ...wish, stream: true })) seen.push(status);
    expect(seen.at(-1)).toBe("success");
    expect(core.presets.of("mario")).toMatchObject({ system: "You are Mario.", sampling: { temperature: 0 } });
    await expect(client.create(wish)).rejects.toThrow(/admin token/);
  });

  it("embeds", async () => {
    core.inference.computes = { embed: ({ inputs }) => ({ vectors: inputs.map(() => [0.6, 0.8]), tokens: 4 }) };
    expect((await client.embed({ model: "tiny", input: ["a", "b"] })).embeddings).toEqual([
      [0.6, 0.8],
      [0.6, 0.8],
    ]);
  });

  it("generates, streamed and not", async () => {
    expect((await client.generate({ model: "tiny", prompt: "Hi" })).response).toBe("Hello there");
    let text = "";
    for await (const part of await client.generate({ model: "tiny", prompt: "Hi", stream: true }))
      text += String(part.response);
    expect(text).toBe("Hello there");
  });

  it("loads and unloads by an empty prompt", async () => {
    await client.generate({ model: "tiny", prompt: "" });
    await client.generate({ model: "tiny", prompt: "", keep_alive: 0 });
    expect(core.recorded.map(({ name }) => name)).toEqual(["load", "unload"]);
  });

  it("is told of a model that is not there", async () => {
    await expect(client.chat({ ...chat, model: "none", stream: true })).rejects.toMatchObject({ status_code: 404 });
  });

  it("is told in the stream of a failure in its middle", async () => {
    const failure = new TresorError("worker_died", "The model's process ended.");
    core.inference.script = () => played([...answerOf(["a"]).slice(0, 3), failure]);
    const read = async () => {
      for await (const part of await client.chat({ ...chat, stream: true })) expect(part.done).toBe(false);
    };
    await expect(read()).rejects.toThrow("The model's process ended.");
  });

  it("ends the work when it goes away", async () => {
    const started = new Promise<AbortSignal>((resolve) => {
      core.inference.script = async function* (_request, signal) {
        yield* answerOf(["a"]).slice(0, 3);
        resolve(signal);
        await aborted(signal);
        throw new TresorError("cancelled", "stopped");
      };
    });
    const stream = await client.chat({ ...chat, stream: true });
    const signal = await started;
    stream.abort();
    expect(await aborted(signal)).toMatchObject({ code: "cancelled" });
  });
});
