import { describe, expect, it } from "vitest";
import { decodeMessages } from "../../../../../../../src/main/core/gateway/dialects/openai/decode-messages";

const call = (change: object) => ({ id: "c", type: "function", function: { name: "f", arguments: "{}", ...change } });

describe("decodeMessages", () => {
  it("reads parts as the same text that a string would be, with calls, results and reasoning", () => {
    expect(
      decodeMessages([
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
          reasoning_content: "I must read.",
          tool_calls: [{ id: "call_1", type: "function", function: { name: "read", arguments: '{ "path":"a" }' } }],
        },
        { role: "tool", tool_call_id: "call_1", content: [{ type: "text", text: "alpha" }] },
        { role: "assistant", content: [{ type: "refusal", refusal: "No." }], reasoning: "Never.", tool_calls: null },
      ]),
    ).toEqual([
      { role: "user", content: "Read\nit." },
      {
        role: "assistant",
        content: "",
        reasoning: "I must read.",
        calls: [{ id: "call_1", name: "read", argumentsJson: '{ "path":"a" }' }],
      },
      { role: "tool", content: "alpha", callId: "call_1" },
      { role: "assistant", content: "No.", reasoning: "Never." },
    ]);
  });

  it("gives calls without an id one that is the same in each turn, and empty arguments an object", () => {
    expect(
      decodeMessages([
        { role: "user", content: "Hi" },
        { role: "assistant", tool_calls: [{ function: { name: "f", arguments: "" } }, { function: { name: "g" } }] },
      ])[1],
    ).toMatchObject({
      calls: [
        { id: "call_1_0", name: "f", argumentsJson: "{}" },
        { id: "call_1_1", name: "g", argumentsJson: "{}" },
      ],
    });
  });

  it("reads function calls and results as OpenAI had them of old", () => {
    expect(
      decodeMessages([
        { role: "assistant", content: null, function_call: { name: "f", arguments: '{"a":1}' } },
        { role: "function", name: "f", content: "1" },
      ]),
    ).toEqual([
      { role: "assistant", content: "", calls: [{ id: "call_0_0", name: "f", argumentsJson: '{"a":1}' }] },
      { role: "tool", content: "1", name: "f" },
    ]);
  });

  it.each<[string, unknown]>([
    ["messages", "Hi"],
    ["messages.0", ["Hi"]],
    ["messages.0.role", [{ role: "robot", content: "Hi" }]],
    ["messages.0.content", [{ role: "user", content: 5 }]],
    ["messages.0.content.0.text", [{ role: "user", content: [{ type: "text" }] }]],
    ["messages.0.tool_calls", [{ role: "assistant", tool_calls: {} }]],
    ["messages.0.tool_calls.0.function.name", [{ role: "assistant", tool_calls: [{}] }]],
    ["messages.0.tool_calls.0.function.arguments", [{ role: "assistant", tool_calls: [call({ arguments: "{" })] }]],
    ["messages.0.tool_calls.0.function.arguments", [{ role: "assistant", tool_calls: [call({ arguments: "[1]" })] }]],
    ["messages.0.tool_calls.0.function.arguments", [{ role: "assistant", tool_calls: [call({ arguments: 5 })] }]],
    [
      "messages.0.tool_calls.0.function.arguments",
      [{ role: "assistant", tool_calls: [call({ arguments: `{"a":${"[".repeat(200)}${"]".repeat(200)}}` })] }],
    ],
  ])("names the field %s", (field, messages) => {
    expect(() => decodeMessages(messages)).toThrow(
      expect.objectContaining({ code: "invalid_request", details: { field } }),
    );
  });

  it.each([["image_url"], ["input_audio"]])("refuses a part of type %s", (type) => {
    const content = [{ type: "text", text: "a" }, { type }];
    expect(() => decodeMessages([{ role: "user", content }])).toThrow(
      expect.objectContaining({ code: "unsupported", details: { field: "messages.0.content.1" } }),
    );
  });
});
