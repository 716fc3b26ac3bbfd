import { describe, expect, it } from "vitest";
import { decodeChat } from "../../../../../../../src/main/core/gateway/dialects/openai/decode-chat";

const messages = [{ role: "user", content: "Hi" }];

describe("decodeChat", () => {
  it("turns a full request into a canonical one", () => {
    expect(
      decodeChat({
        model: "tiny",
        messages: [{ role: "developer", content: "Be brief." }, ...messages],
        stream: true,
        stream_options: { include_usage: true },
        temperature: 0.5,
        top_p: 0.9,
        top_k: 20,
        min_p: 0.1,
        frequency_penalty: 0.2,
        presence_penalty: -0.2,
        repeat_penalty: 1.1,
        seed: 42,
        stop: "END",
        max_tokens: 5,
        max_completion_tokens: 9,
        n: 1,
        response_format: { type: "text" },
        user: "someone",
        store: false,
      }),
    ).toEqual({
      content: {
        reference: "tiny",
        prompt: {
          type: "chat",
          messages: [
            { role: "system", content: "Be brief." },
            { role: "user", content: "Hi" },
          ],
        },
        sampling: {
          temperature: 0.5,
          topP: 0.9,
          topK: 20,
          minP: 0.1,
          frequencyPenalty: 0.2,
          presencePenalty: -0.2,
          repeatPenalty: 1.1,
          seed: 42,
        },
        stop: ["END"],
        maxTokens: 9,
      },
      stream: true,
      includeUsage: true,
      ignored: [],
    });
  });

  it("leaves open what a client leaves open, and takes null for that", () => {
    const open = { stream: false, includeUsage: false, ignored: [] };
    expect(decodeChat({ messages })).toMatchObject({ ...open, content: { stop: [], maxTokens: undefined } });
    expect(
      decodeChat({ messages, temperature: null, stop: null, max_tokens: null, stream: null, stream_options: null }),
    ).toMatchObject(open);
    expect(decodeChat({ messages, model: "" }).content.reference).toBeUndefined();
    expect(decodeChat({ messages, max_tokens: -1, seed: -1, top_k: -1, stop: ["", "x"] }).content).toMatchObject({
      maxTokens: undefined,
      sampling: { seed: undefined, topK: 0 },
      stop: ["x"],
    });
  });

  it("takes any whole number for a seed, within the engine's 32 bits", () => {
    expect(decodeChat({ messages, seed: 2 ** 32 + 5 }).content.sampling.seed).toBe(5);
  });

  it.each<[string, object]>([
    ["temperature", { temperature: 3 }],
    ["temperature", { temperature: "0.7" }],
    ["top_p", { top_p: -0.1 }],
    ["top_k", { top_k: 1.5 }],
    ["max_tokens", { max_tokens: 0 }],
    ["max_completion_tokens", { max_completion_tokens: 1.5 }],
    ["frequency_penalty", { frequency_penalty: 2.1 }],
    ["seed", { seed: 1e300 }],
    ["stop.0", { stop: [1] }],
    ["stop", { stop: Array.from({ length: 17 }, () => "x") }],
    ["stream", { stream: "true" }],
    ["model", { model: 7 }],
    ["n", { n: 0 }],
    ["stream_options", { stream_options: true }],
    ["messages", { messages: undefined }],
    ["messages", { messages: [] }],
    ["messages.0", { messages: ["Hi"] }],
    ["messages.0.role", { messages: [{ role: "robot", content: "Hi" }] }],
    ["messages.0.content", { messages: [{ role: "user", content: 5 }] }],
    ["messages.0.content.0.text", { messages: [{ role: "user", content: [{ type: "text" }] }] }],
    ["messages.0.tool_calls.0.function.name", { messages: [{ role: "assistant", tool_calls: [{}] }] }],
  ])("names the field %s in %j", (field, change) => {
    expect(() => decodeChat({ messages, ...change })).toThrow(
      expect.objectContaining({ code: "invalid_request", details: { field } }),
    );
  });

  it.each<[string, object]>([
    ["n", { n: 2 }],
    ["logprobs", { logprobs: true }],
    ["top_logprobs", { top_logprobs: 3 }],
    ["response_format", { response_format: { type: "json_schema", json_schema: {} } }],
    ["response_format", { response_format: { type: "json_object" } }],
    ["tool_choice", { tool_choice: "required" }],
    ["tool_choice", { tool_choice: { type: "function", function: { name: "f" } } }],
    ["function_call", { function_call: { name: "f" } }],
    [
      "messages.0.content.1",
      { messages: [{ role: "user", content: [{ type: "text", text: "a" }, { type: "image_url" }] }] },
    ],
    ["messages.0.content.0", { messages: [{ role: "user", content: [{ type: "input_audio" }] }] }],
  ])("says that %s cannot be had in %j", (field, change) => {
    expect(() => decodeChat({ messages, ...change })).toThrow(
      expect.objectContaining({ code: "unsupported", details: { field } }),
    );
  });

  it("leaves tools out and says so", () => {
    const tools = [{ type: "function", function: { name: "f" } }];
    expect(decodeChat({ messages, tools, tool_choice: "auto", logit_bias: { 5: 1 } }).ignored).toEqual([
      "tools",
      "logit_bias",
    ]);
    expect(decodeChat({ messages, tools: [], tool_choice: "none", logit_bias: {} }).ignored).toEqual([]);
  });

  it("reads parts as the same text that a string would be, and tool history as text", () => {
    const { prompt } = decodeChat({
      messages: [
        {
          role: "user",
          content: [
            { type: "text", text: "Read" },
            { type: "text", text: "it." },
          ],
        },
        {
          role: "assistant",
          content: null,
          tool_calls: [{ id: "call_1", type: "function", function: { name: "read", arguments: '{"path":"a"}' } }],
        },
        { role: "tool", tool_call_id: "call_1", content: [{ type: "text", text: "alpha" }] },
        { role: "tool", tool_call_id: "call_2", content: "beta" },
        { role: "assistant", content: [{ type: "refusal", refusal: "No." }] },
      ],
    }).content;
    expect(prompt).toEqual({
      type: "chat",
      messages: [
        { role: "user", content: "Read\nit." },
        { role: "assistant", content: '[called read with {"path":"a"}]' },
        { role: "user", content: "[result of read]\nalpha\n\n[result of call_2]\nbeta" },
        { role: "assistant", content: "No." },
      ],
    });
  });
});
