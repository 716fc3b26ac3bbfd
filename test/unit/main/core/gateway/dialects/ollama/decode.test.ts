import { describe, expect, it } from "vitest";
import { decodeChat, decodeGenerate } from "../../../../../../../src/main/core/gateway/dialects/ollama/decode";

const model = "tiny";
const messages = [{ role: "user", content: "Hi" }];

describe("decodeChat", () => {
  it("turns a full request into a canonical one", () => {
    expect(
      decodeChat({
        model,
        messages,
        stream: false,
        keep_alive: "10m",
        format: "",
        options: {
          temperature: 0,
          top_p: 0.9,
          top_k: 40,
          min_p: 0,
          repeat_penalty: 1.1,
          repeat_last_n: -1,
          frequency_penalty: 0.1,
          presence_penalty: 0.2,
          seed: 7,
          stop: ["A", "B"],
          num_predict: 12,
          num_ctx: 32_768,
          mirostat: 0,
        },
      }),
    ).toEqual({
      type: "answer",
      content: {
        reference: "tiny",
        prompt: { type: "chat", conversation: { messages } },
        sampling: {
          temperature: 0,
          topP: 0.9,
          topK: 40,
          minP: 0,
          repeatPenalty: 1.1,
          repeatLastTokens: 2 ** 20,
          frequencyPenalty: 0.1,
          presencePenalty: 0.2,
          seed: 7,
        },
        stop: ["A", "B"],
        maxTokens: 12,
        context: 32_768,
        keepAliveSeconds: 600,
      },
      stream: false,
      ignored: [],
    });
  });

  it("streams unless told otherwise, and reads -1 as no limit", () => {
    expect(decodeChat({ model, messages, options: { num_predict: -1 } })).toMatchObject({
      stream: true,
      content: { maxTokens: undefined, stop: [] },
    });
  });

  it("reads tools, calls, results and thinking", () => {
    const decoded = decodeChat({
      model,
      tools: [{ type: "function", function: { name: "read" } }, { type: "web_search" }],
      think: "low",
      messages: [
        {
          role: "assistant",
          content: "",
          thinking: "Hm.",
          tool_calls: [{ function: { index: 0, name: "read", arguments: { p: 1 } } }],
        },
        { role: "tool", tool_name: "read", content: "alpha" },
        { role: "tool", tool_call_id: "c9", content: "beta" },
      ],
    });
    expect(decoded).toMatchObject({
      ignored: ["tools.1"],
      content: {
        prompt: {
          conversation: {
            tools: [{ name: "read" }],
            reasoning: { enabled: true, effort: "low" },
            messages: [
              {
                role: "assistant",
                content: "",
                reasoning: "Hm.",
                calls: [{ id: "call_0_0", name: "read", argumentsJson: '{"p":1}' }],
              },
              { role: "tool", name: "read", content: "alpha" },
              { role: "tool", callId: "c9", content: "beta" },
            ],
          },
        },
      },
    });
  });

  it.each<[unknown, object | undefined]>([
    [undefined, undefined],
    [null, undefined],
    ["", undefined],
    ["json", { type: "json" }],
    [{ type: "object" }, { type: "schema", schema: { type: "object" } }],
  ])("reads the format %j", (format, decoded) => {
    const request = decodeChat({ model, messages, format });
    expect(request.type === "answer" ? request.content.format : null).toEqual(decoded);
  });

  it.each<[unknown, object | undefined]>([
    [undefined, undefined],
    [true, { enabled: true }],
    [false, { enabled: false }],
    ["high", { enabled: true, effort: "high" }],
  ])("reads think %j", (think, reasoning) => {
    const request = decodeChat({ model, messages, think });
    const prompt = request.type === "answer" ? request.content.prompt : null;
    expect(prompt?.type === "chat" ? prompt.conversation.reasoning : null).toEqual(reasoning);
  });

  it.each([
    [{ model }, "load"],
    [{ model, messages: [] }, "load"],
    [{ model, messages: [], keep_alive: -1 }, "load"],
    [{ model, messages: [], keep_alive: 0 }, "unload"],
  ])("without messages %j is a wish to %s", (body, type) => {
    expect(decodeChat(body)).toMatchObject({ type, reference: "tiny" });
  });

  it.each<[string, string, object]>([
    ["model", "invalid_request", { model: undefined }],
    ["options.temperature", "invalid_request", { options: { temperature: "warm" } }],
    ["options", "invalid_request", { options: [1] }],
    ["options.num_predict", "invalid_request", { options: { num_predict: 1.5 } }],
    ["messages", "invalid_request", { messages: "Hi" }],
    ["messages.0.role", "invalid_request", { messages: [{ role: "developer", content: "" }] }],
    ["messages.0.content", "invalid_request", { messages: [{ role: "user", content: [] }] }],
    ["messages.0.images", "unsupported", { messages: [{ role: "user", content: "", images: ["aGk="] }] }],
    ["format", "invalid_request", { format: "xml" }],
    ["think", "invalid_request", { think: "hard" }],
    [
      "messages.0.tool_calls.0.function.arguments",
      "invalid_request",
      { messages: [{ role: "assistant", tool_calls: [{ function: { name: "f", arguments: "{" } }] }] },
    ],
  ])("names the field %s (%s) in %j", (field, code, change) => {
    expect(() => decodeChat({ model, messages, ...change })).toThrow(
      expect.objectContaining({ code, details: { field } }),
    );
  });
});

describe("decodeGenerate", () => {
  it("brings a template of its own along, unless the prompt is raw", () => {
    const template = "Q: {{ .Prompt }}";
    expect(decodeGenerate({ model, prompt: "Hi", template })).toMatchObject({
      content: { prompt: { conversation: { template: expect.stringContaining("'Q: '") as string } } },
    });
    expect(decodeGenerate({ model, prompt: "Hi", template, raw: true })).toMatchObject({
      content: { prompt: { type: "text", text: "Hi" } },
    });
    expect(() => decodeGenerate({ model, prompt: "Hi", template: "{% raw %}" })).toThrow(
      expect.objectContaining({ details: { field: "template" } }),
    );
  });

  it("asks for probabilities", () => {
    expect(decodeGenerate({ model, prompt: "Hi", logprobs: true, top_logprobs: 3 })).toMatchObject({
      content: { topLogprobs: 3 },
    });
    expect(decodeGenerate({ model, prompt: "Hi", logprobs: true })).toMatchObject({ content: { topLogprobs: 0 } });
    const without = decodeGenerate({ model, prompt: "Hi", top_logprobs: 3 });
    expect(without.type === "answer" && without.content.topLogprobs).toBe(undefined);
  });

  it("sends the prompt through the model's template, with a system part", () => {
    expect(decodeGenerate({ model, prompt: "Hi", system: "Be brief." })).toMatchObject({
      stream: true,
      content: {
        prompt: {
          type: "chat",
          conversation: {
            messages: [
              { role: "system", content: "Be brief." },
              { role: "user", content: "Hi" },
            ],
          },
        },
      },
    });
  });

  it("takes a raw prompt as it is", () => {
    expect(decodeGenerate({ model, prompt: "Hi", raw: true })).toMatchObject({
      content: { prompt: { type: "text", text: "Hi" } },
    });
  });

  it("without a prompt is a wish to load or unload", () => {
    expect(decodeGenerate({ model })).toEqual({ type: "load", reference: "tiny" });
    expect(decodeGenerate({ model, prompt: "", keep_alive: "0s" })).toEqual({ type: "unload", reference: "tiny" });
  });

  it("fills in between prompt and suffix", () => {
    const fill = { type: "fill", prefix: "a = ", suffix: "\nprint(a)" };
    for (const raw of [true, false]) {
      const decoded = decodeGenerate({ model, prompt: fill.prefix, suffix: fill.suffix, raw });
      expect(decoded).toMatchObject({ content: { prompt: fill } });
    }
  });

  it("says that images cannot be had", () => {
    expect(() => decodeGenerate({ model, prompt: "Hi", images: ["aGk="] })).toThrow(
      expect.objectContaining({ code: "unsupported", details: { field: "images" } }),
    );
  });
});

it("passes on how long the model is to stay", () => {
  expect(decodeChat({ model, messages, keep_alive: "5m" })).toMatchObject({ content: { keepAliveSeconds: 300 } });
  expect(decodeGenerate({ model, prompt: "Hi", keep_alive: -1 })).toMatchObject({
    content: { keepAliveSeconds: null },
  });
  expect(decodeGenerate({ model, prompt: "", keep_alive: "1h" })).toEqual({
    type: "load",
    reference: "tiny",
    keepAliveSeconds: 3_600,
  });
});
