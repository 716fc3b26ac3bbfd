import { describe, expect, it } from "vitest";
import { decodeMessages as decode } from "../../../../../../../src/main/core/gateway/dialects/anthropic/decode-messages";
import { decodeSystem } from "../../../../../../../src/main/core/gateway/dialects/anthropic/decode-system";

const decodeMessages = (messages: unknown) => decode(messages, []);
const cached = { cache_control: { type: "ephemeral" } };
const block = (text: string) => ({ type: "text", text, ...cached });
const use = (id: string, input: unknown = { path: "a" }) => ({ type: "tool_use", id, name: "read", input, ...cached });
const result = (id: string, content?: unknown, rest: object = {}) => ({
  type: "tool_result",
  tool_use_id: id,
  content,
  ...rest,
});
const user = (...content: unknown[]) => ({ role: "user", content });

describe("system", () => {
  it("is the same text as a string and as blocks, wherever the cache is marked", () => {
    expect(decodeSystem("Be brief.", "system")).toBe("Be brief.");
    expect(decodeSystem([block("Be brief.")], "system")).toBe("Be brief.");
    expect(decodeSystem([block("Be brief."), block(""), block("Be kind.")], "system")).toBe("Be brief.\nBe kind.");
    expect(decodeSystem(null, "system")).toBe("");
  });

  it("loses Claude Code's line about itself, and nothing else", () => {
    const line = "x-anthropic-billing-header: cc_version=2.1.330; cch=a1b2c;";
    expect(decodeSystem([block(line), block("You are an agent.")], "system")).toBe("You are an agent.");
    expect(decodeSystem(`${line}\nYou are an agent.`, "system")).toBe("You are an agent.");
    expect(decodeSystem(`Say ${line}`, "system")).toBe(`Say ${line}`);
  });
});

describe("messages", () => {
  it("are the same as strings and as blocks, for every role", () => {
    const roles = ["user", "system", "assistant"] as const;
    const strings = decodeMessages(roles.map((role) => ({ role, content: "Hi\n" })));
    expect(strings).toEqual(roles.map((role) => ({ role, content: "Hi\n" })));
    expect(decodeMessages(roles.map((role) => ({ role, content: [block("Hi\n")] })))).toEqual(strings);
  });

  it("bring results in order, and before what the user says beside them", () => {
    const blocks = [result("t1", "one"), block("Go on."), result("t2", [block("two"), block("lines")])];
    expect(decodeMessages([user(...blocks)])).toEqual([
      { role: "tool", callId: "t1", content: "one" },
      { role: "tool", callId: "t2", content: "two\nlines" },
      { role: "user", content: "Go on." },
    ]);
    expect(decodeMessages([user(result("t1"))])).toEqual([{ role: "tool", callId: "t1", content: "" }]);
  });

  it.each([
    ["no such file", "Error: no such file"],
    ["<tool_use_error>no such file</tool_use_error>", "<tool_use_error>no such file</tool_use_error>"],
    [undefined, "Error"],
  ])("put a failed result into words: %s", (content, told) => {
    expect(decodeMessages([user(result("t", content, { is_error: true }))])).toMatchObject([{ content: told }]);
  });

  it("tell of what a result shows beside text", () => {
    const image = { type: "image", source: { type: "base64", media_type: "image/png", data: "AA==" } };
    const found = { type: "tool_reference", tool_name: "grep" };
    expect(decodeMessages([user(result("t", [block("Seen:"), image, found, { type: "odd" }]))])).toMatchObject([
      {
        content: 'Seen:\n[an image: cannot be shown]\n[tool: grep]\n[a block of type "odd": cannot be shown]',
      },
    ]);
  });

  it("show the tools that a search has found in the result that names them", () => {
    const grep = { name: "grep", description: "Finds.", parameters: { type: "object" } };
    const reference = (name: string) => ({ type: "tool_reference", tool_name: name });
    const content = [block("Two:"), reference("grep"), reference("gone")];
    expect(decode([user(result("t", content))], [grep])).toMatchObject([
      {
        content:
          'Two:\n[tool: gone]\n<functions>\n<function>{"description":"Finds.","name":"grep","parameters":{"type":"object"}}</function>\n</functions>',
      },
    ]);
  });

  it("refuse an image of the user, naming its place, and read a document of text", () => {
    const image = { type: "image", source: { type: "url", url: "https://example.com/a.png" } };
    expect(() => decodeMessages([user(block("Look"), image)])).toThrow(
      /^messages\.0\.content\.1 is an image, and the model has no vision/,
    );
    const pdf = { type: "document", source: { type: "base64", data: "AA==" } };
    expect(() => decodeMessages([user(pdf)])).toThrow(/a document that is no text/);
    const plain = { type: "document", source: { type: "text", media_type: "text/plain", data: "Words." } };
    const parts = { type: "document", source: { type: "content", content: [block("a"), block("b")] } };
    expect(decodeMessages([user(plain, parts)])).toEqual([{ role: "user", content: "Words.\na\nb" }]);
  });

  it("keep thinking, text and calls of an answer apart, and drop what only Anthropic can read", () => {
    const content = [
      { type: "thinking", thinking: "Both.", signature: "x" },
      { type: "redacted_thinking", data: "opaque" },
      block("I look. "),
      { type: "server_tool_use", id: "s", name: "web_search", input: {} },
      block("Now."),
      use("t1"),
      use("t2", {}),
    ];
    expect(decodeMessages([{ role: "assistant", content }])).toEqual([
      {
        role: "assistant",
        content: "I look. Now.",
        reasoning: "Both.",
        calls: [
          { id: "t1", name: "read", argumentsJson: '{"path":"a"}' },
          { id: "t2", name: "read", argumentsJson: "{}" },
        ],
      },
    ]);
  });

  it.each([
    [undefined, "messages"],
    [[], "messages"],
    [["Hi"], "messages.0"],
    [[{ role: "tool", content: "" }], "messages.0.role"],
    [[{ role: "user", content: 7 }], "messages.0.content"],
    [[user("Hi")], "messages.0.content.0"],
    [[user({ type: "text" })], "messages.0.content.0.text"],
    [[user({ type: "tool_result" })], "messages.0.content.0.tool_use_id"],
    [[{ role: "assistant", content: [use("t", "{}")] }], "messages.0.content.0.input"],
  ])("name the field that is wrong: %j", (messages, field) => {
    expect(() => decodeMessages(messages)).toThrow(expect.objectContaining({ details: { field } }));
  });
});
