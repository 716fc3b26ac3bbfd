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
        repeat_last_n: -1,
        dry_multiplier: 0.8,
        dry_base: 1.75,
        dry_allowed_length: 2,
        dry_penalty_last_n: 64,
        dry_sequence_breakers: ["\n"],
        xtc_probability: 0.5,
        xtc_threshold: 0.2,
        logit_bias: { "5": -100, "12": 3.5 },
        seed: 42,
        stop: "END",
        max_tokens: 5,
        max_completion_tokens: 9,
        n: 2,
        logprobs: true,
        top_logprobs: 3,
        response_format: { type: "text" },
        user: "someone",
        store: false,
      }),
    ).toEqual({
      content: {
        reference: "tiny",
        prompt: {
          type: "chat",
          conversation: {
            messages: [
              { role: "developer", content: "Be brief." },
              { role: "user", content: "Hi" },
            ],
          },
        },
        sampling: {
          temperature: 0.5,
          topP: 0.9,
          topK: 20,
          minP: 0.1,
          frequencyPenalty: 0.2,
          presencePenalty: -0.2,
          repeatPenalty: 1.1,
          repeatLastTokens: 2 ** 20,
          dry: { strength: 0.8, base: 1.75, allowedLength: 2, lastTokens: 64, sequenceBreakers: ["\n"] },
          xtc: { probability: 0.5, threshold: 0.2 },
          logitBias: { "5": -100, "12": 3.5 },
          seed: 42,
        },
        stop: ["END"],
        maxTokens: 9,
        choices: 2,
        topLogprobs: 3,
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
    const unset = { n: null, logprobs: null, top_logprobs: null, logit_bias: {}, response_format: null, tools: [] };
    expect(decodeChat({ messages, ...unset })).toEqual(decodeChat({ messages }));
  });

  it("takes any whole number for a seed, within the engine's 32 bits", () => {
    expect(decodeChat({ messages, seed: 2 ** 32 + 5 }).content.sampling.seed).toBe(5);
  });

  it.each<[object, number | undefined]>([
    [{ logprobs: true }, 0],
    [{ logprobs: true, top_logprobs: 20 }, 20],
    [{ logprobs: false, top_logprobs: 0 }, undefined],
  ])("reads log-probabilities from %j", (change, topLogprobs) => {
    expect(decodeChat({ messages, ...change }).content.topLogprobs).toBe(topLogprobs);
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
    ["n", { n: 9 }],
    ["stream_options", { stream_options: true }],
    ["logprobs", { logprobs: 1 }],
    ["top_logprobs", { logprobs: true, top_logprobs: 21 }],
    ["top_logprobs", { top_logprobs: 3 }],
    ["logit_bias", { logit_bias: [[5, 1]] }],
    ["logit_bias", { logit_bias: { hello: 1 } }],
    ["logit_bias", { logit_bias: { "5": 101 } }],
    ["dry_sequence_breakers.0", { dry_sequence_breakers: [1] }],
    ["xtc_probability", { xtc_probability: 2 }],
    ["messages", { messages: undefined }],
    ["messages", { messages: [] }],
  ])("names the field %s in %j", (field, change) => {
    expect(() => decodeChat({ messages, ...change })).toThrow(
      expect.objectContaining({ code: "invalid_request", details: { field } }),
    );
  });

  it("skips tools that are no functions and says so", () => {
    const tools = [
      { type: "custom", custom: { name: "c" } },
      { type: "function", function: { name: "f" } },
    ];
    const { content, ignored } = decodeChat({ messages, tools });
    expect(ignored).toEqual(["tools.0"]);
    expect(content.prompt).toMatchObject({ conversation: { tools: [{ name: "f" }] } });
  });
});
