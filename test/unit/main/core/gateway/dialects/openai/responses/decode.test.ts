import { describe, expect, it } from "vitest";
import type { Conversation } from "../../../../../../../../src/main/core/engine/conversation";
import { decodeChat } from "../../../../../../../../src/main/core/gateway/dialects/openai/decode-chat";
import { decodeResponses } from "../../../../../../../../src/main/core/gateway/dialects/openai/responses/decode-responses";
import { KeptResponses } from "../../../../../../../../src/main/core/gateway/dialects/openai/responses/kept-responses";
import { packReasoning } from "../../../../../../../../src/main/core/gateway/dialects/openai/responses/packed-reasoning";

const nothing = new KeptResponses().recallOf("local");

function decode(body: object) {
  return decodeResponses({ model: "tiny", ...body }, nothing);
}

function conversationOf(body: object): Conversation {
  const { prompt } = decode(body).content;
  if (prompt.type !== "chat") throw new Error("This is no chat.");
  return prompt.conversation;
}

function messagesOf(input: unknown, more: object = {}) {
  return conversationOf({ input, ...more }).messages;
}

const call = { type: "function_call", call_id: "c1", name: "read", arguments: '{"path": "a"}' };
const heldCall = { id: "c1", name: "read", argumentsJson: '{"path": "a"}' };
const read = { type: "function", name: "read", parameters: null, strict: false };

describe("the input of a response", () => {
  it("may be a text, also an empty one, as launchers send it to load a model", () => {
    expect(messagesOf("Hi")).toEqual([{ role: "user", content: "Hi" }]);
    expect(messagesOf("")).toEqual([{ role: "user", content: "" }]);
    expect(messagesOf([])).toEqual([{ role: "user", content: "" }]);
    expect(decode({ input: "", max_output_tokens: 1 }).content.maxTokens).toBe(1);
    expect(messagesOf("Hi", { instructions: "Be brief." })[0]).toEqual({ role: "system", content: "Be brief." });
  });

  it("gives the same messages with and without types, ids and parts", () => {
    const plain = [
      { role: "developer", content: "Rules" },
      { role: "user", content: "Hi" },
      { role: "assistant", content: "Hello" },
      { role: "system", content: "Now" },
    ];
    const typed = [
      { type: "message", role: "developer", content: [{ type: "input_text", text: "Rules" }] },
      { type: "message", id: "m1", status: "completed", role: "user", content: [{ type: "input_text", text: "Hi" }] },
      { role: "assistant", content: [{ type: "output_text", text: "Hello", annotations: [] }] },
      { type: "message", role: "system", content: [{ type: "text", text: "Now" }] },
    ];
    expect(messagesOf(typed)).toEqual(messagesOf(plain));
    expect(messagesOf(plain)).toEqual(plain);
    expect(messagesOf([{ role: "assistant", content: [{ type: "refusal", refusal: "No." }] }])).toEqual([
      { role: "assistant", content: "No." },
    ]);
  });

  it("makes one message of what the model has written in one turn, as the chat route has it", () => {
    const items = [
      { role: "user", content: "Read a" },
      { type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "I must read." }] },
      { type: "message", role: "assistant", content: [{ type: "output_text", text: "Let me see." }] },
      call,
      { ...call, call_id: "c2" },
      { type: "function_call_output", call_id: "c1", output: "alpha" },
      { type: "function_call_output", call_id: "c2", output: [{ type: "input_text", text: "beta" }] },
      { role: "assistant", content: "Done" },
    ];
    const calls = ["c1", "c2"].map((id) => ({ id, type: "function", function: { ...call, type: undefined } }));
    const chat = decodeChat({
      messages: [
        items[0],
        { role: "assistant", reasoning_content: "I must read.", content: "Let me see.", tool_calls: calls },
        { role: "tool", tool_call_id: "c1", content: "alpha" },
        { role: "tool", tool_call_id: "c2", content: "beta" },
        items.at(-1),
      ],
    });
    expect(chat.content.prompt).toMatchObject({ conversation: { messages: messagesOf(items) } });
    expect(messagesOf(items)[1]).toEqual({
      role: "assistant",
      reasoning: "I must read.",
      content: "Let me see.",
      calls: [heldCall, { ...heldCall, id: "c2" }],
    });
  });

  it("keeps two messages side by side apart", () => {
    const said = ["A", "B"].map((content) => ({ role: "assistant", content }));
    expect(messagesOf(said)).toEqual(said);
  });

  it("finds reasoning in each of its forms", () => {
    const summary = [{ type: "summary_text", text: "S" }];
    const think = (item: object) => messagesOf([{ type: "reasoning", id: "rs", ...item }, call])[0];
    expect(think({ summary })).toMatchObject({ reasoning: "S" });
    expect(think({ summary: [], encrypted_content: packReasoning("Thöught") })).toMatchObject({ reasoning: "Thöught" });
    expect(think({ summary, content: [{ type: "reasoning_text", text: "R" }] })).toMatchObject({ reasoning: "R" });
    expect(think({ summary: [], encrypted_content: "gAAAA" })).toEqual({
      role: "assistant",
      content: "",
      calls: [heldCall],
    });
    expect(think({})).not.toHaveProperty("reasoning");
  });

  it("turns what a tool gave back into text, whatever it is", () => {
    const output = [{ type: "input_image", image_url: "data:," }, { type: "input_text", text: "t" }, { type: "other" }];
    expect(messagesOf([call, { type: "function_call_output", call_id: "c1", output }])[1]).toEqual({
      role: "tool",
      callId: "c1",
      content: "[an image, which this model cannot see]\nt\n[a part that is no text]",
    });
    expect(messagesOf([call, { type: "function_call_output", call_id: "c1" }])[1]).toMatchObject({ content: "" });
  });

  it("skips and tells items of other types", () => {
    const items = [{ type: "web_search_call", id: "ws" }, { role: "user", content: "Hi" }, { type: "compaction" }];
    expect(decode({ input: items }).ignored).toEqual(["input.0", "input.2"]);
    expect(messagesOf(items)).toEqual([{ role: "user", content: "Hi" }]);
  });

  it.each([
    [{}, "input"],
    [{ input: 5 }, "input"],
    [{ input: ["x"] }, "input.0"],
    [{ input: [{ role: "tool", content: "x" }] }, "input.0.role"],
    [{ input: [{ role: "user", content: 5 }] }, "input.0.content"],
    [{ input: [{ role: "user", content: [{ type: "input_image", image_url: "x" }] }] }, "input.0.content.0"],
    [{ input: [{ role: "user", content: [{ type: "input_text" }] }] }, "input.0.content.0.text"],
    [{ input: [{ ...call, arguments: '{"pa' }] }, "input.0.arguments"],
    [{ input: [{ ...call, name: null }] }, "input.0.name"],
    [{ input: [{ type: "item_reference", id: "msg_1" }] }, "input.0.id"],
    [{ input: "x", previous_response_id: "resp_1" }, "previous_response_id"],
    [{ input: "x", conversation: "conv_1" }, "conversation"],
    [{ input: "x", prompt: { id: "p" } }, "prompt"],
    [{ input: "x", max_output_tokens: 0 }, "max_output_tokens"],
    [{ input: "x", reasoning: { effort: "huge" } }, "reasoning.effort"],
    [{ input: "x", text: { format: { type: "xml" } } }, "text.format.type"],
    [{ input: "x", truncation: "some" }, "truncation"],
    [{ input: "x", include: "all" }, "include"],
    [{ input: "x", top_logprobs: 21 }, "top_logprobs"],
    [{ input: "x", tools: [{ type: "function" }] }, "tools.0.name"],
    [{ input: "x", tools: [read], tool_choice: { type: "web_search" } }, "tool_choice.type"],
  ])("is refused by name: %j", (body, field) => {
    expect(() => decode(body)).toThrow(expect.objectContaining({ details: { field } }) as Error);
  });
});

describe("the tools of a response", () => {
  it("are its functions; the others are skipped and told", () => {
    const decoded = decode({
      input: "x",
      tools: [read, { type: "custom", name: "apply_patch" }, { type: "web_search" }, { type: "mcp" }],
      tool_choice: "auto",
      parallel_tool_calls: false,
    });
    expect(decoded.ignored).toEqual(["tools.1", "tools.2", "tools.3"]);
    expect(decoded.content.prompt).toMatchObject({
      conversation: {
        tools: [{ name: "read", parameters: { type: "object", properties: {} } }],
        toolChoice: { type: "auto" },
        parallelCalls: false,
      },
    });
  });

  it("of a namespace go by their bare name where it is unique, else by both", () => {
    const space = (name: string) => ({ type: "namespace", name, tools: [read, { type: "custom", name: "c" }] });
    const one = decode({ input: [{ ...call, namespace: "files" }], tools: [space("files")] });
    expect(one.ignored).toEqual(["tools.0.tools.1"]);
    expect(one.content.prompt).toMatchObject({
      conversation: { tools: [{ name: "read" }], messages: [{ calls: [{ name: "read" }] }] },
    });
    expect(one.names.forClient("read")).toEqual({ name: "read", namespace: "files" });
    const several = {
      input: [{ ...call, namespace: "mcp__b__" }],
      tools: [read, space("a"), space("mcp__b__")],
      tool_choice: { type: "function", name: "read", namespace: "a" },
    };
    expect(conversationOf(several)).toMatchObject({
      tools: [{ name: "read" }, { name: "a__read" }, { name: "mcp__b__read" }],
      toolChoice: { type: "named", name: "a__read" },
      messages: [{ calls: [{ name: "mcp__b__read" }] }],
    });
    expect(decode(several).names.forClient("mcp__b__read")).toEqual({ name: "read", namespace: "mcp__b__" });
  });

  it("are narrowed by allowed_tools, of which the unknown types do not matter", () => {
    const write = { ...read, name: "write" };
    const choice = { type: "allowed_tools", mode: "required", tools: [{ type: "web_search" }, { ...write }] };
    expect(conversationOf({ input: "x", tools: [read, write], tool_choice: choice })).toMatchObject({
      tools: [{ name: "write" }],
      toolChoice: { type: "required" },
    });
  });
});

describe("the settings of a response", () => {
  it("are honoured", () => {
    const schema = { type: "object" };
    const {
      content,
      store,
      packReasoning: packed,
    } = decode({
      input: "x",
      temperature: 0,
      top_p: 0.5,
      max_output_tokens: 9,
      top_logprobs: 2,
      truncation: "auto",
      reasoning: { effort: "high", summary: "auto" },
      text: { format: { type: "json_schema", name: "n", schema, strict: true }, verbosity: "low" },
      include: ["reasoning.encrypted_content", "message.output_text.logprobs"],
      store: false,
      background: false,
      metadata: {},
      client_metadata: { session: "s" },
      prompt_cache_key: "k",
      ttl: 60,
    });
    expect(content).toMatchObject({
      sampling: { temperature: 0, topP: 0.5 },
      maxTokens: 9,
      keepAliveSeconds: 60,
      topLogprobs: 2,
      overflow: "dropOldest",
      format: { type: "schema", schema },
      prompt: { conversation: { reasoning: { enabled: true, effort: "high" } } },
    });
    expect([store, packed]).toEqual([false, true]);
  });

  it("may be empty, as n8n sends them", () => {
    const decoded = decode({ input: "x", text: {}, reasoning: { summary: "auto" }, tools: [], background: true });
    expect(decoded.content.format).toBeUndefined();
    expect(decoded.ignored).toEqual(["background"]);
    expect(decode({ input: "x", text: { format: { type: "json_object" } } }).content.format).toEqual({ type: "json" });
  });
});
