import { describe, expect, it } from "vitest";
import { decodeRequest } from "../../../../../../../src/main/core/gateway/dialects/anthropic/decode-request";

const least = { model: "tiny", max_tokens: 32_000, messages: [{ role: "user", content: "Hi" }] };
const schema = { type: "object", properties: { path: { type: "string" } } };
const read = { name: "read", description: "Reads.", input_schema: schema, cache_control: { type: "ephemeral" } };
const list = { type: "custom", name: "list", input_schema: {}, eager_input_streaming: true };

function conversationOf(change: object) {
  const { content } = decodeRequest({ ...least, ...change });
  if (content.prompt.type !== "chat") throw new Error("Not a chat.");
  return content.prompt.conversation;
}

const refused = (change: object) => {
  try {
    decodeRequest({ ...least, ...change });
  } catch (error) {
    return error;
  }
  return null;
};

describe("a request", () => {
  it("has the system's text first, and what agents send beside it changes nothing", () => {
    const { content, stream, ignored } = decodeRequest({
      ...least,
      system: "Be brief.",
      metadata: { user_id: "{}" },
      service_tier: "auto",
      betas: ["new-1"],
      context_management: { edits: [] },
      mcp_servers: [],
      thread: { type: "create" },
      stop_sequences: ["END", ""],
      temperature: 1,
      top_k: 5,
      top_p: null,
    });
    expect(content).toMatchObject({ reference: "tiny", stop: ["END"], maxTokens: 32_000 });
    expect(content.sampling).toMatchObject({ temperature: 1, topK: 5, topP: undefined });
    expect(content.prompt).toMatchObject({
      conversation: {
        messages: [
          { role: "system", content: "Be brief." },
          { role: "user", content: "Hi" },
        ],
      },
    });
    expect([stream, ignored]).toEqual([false, ["thread"]]);
  });

  it.each([
    [{ max_tokens: undefined }, "max_tokens"],
    [{ max_tokens: 0 }, "max_tokens"],
    [{ temperature: 1.2 }, "temperature"],
    [{ stop_sequences: [7] }, "stop_sequences.0"],
    [{ thinking: { type: "sometimes" } }, "thinking.type"],
    [{ tools: {} }, "tools"],
    [{ tools: [{ name: "" }] }, "tools.0.name"],
    [{ tools: [{ name: "a", input_schema: 7 }] }, "tools.0.input_schema"],
    [{ tools: [read], tool_choice: { type: "tool", name: "none" } }, "tool_choice.name"],
    [{ tools: [read], tool_choice: { type: "some" } }, "tool_choice.type"],
    [{ output_config: { format: { type: "text" } } }, "output_config.format.type"],
  ])("is refused by the name of the field: %j", (change, field) => {
    expect(refused(change)).toMatchObject({ code: "invalid_request", details: { field } });
  });

  it("without the conversation's beginning is refused with the code by which clients send all of it", () => {
    expect(refused({ thread: { type: "continue", previous_message_id: "msg_1" } })).toMatchObject({
      details: { field: "thread", errorCode: "thread_not_found" },
    });
  });

  it("wants JSON by a schema", () => {
    const format = { type: "json_schema", schema };
    for (const change of [{ output_config: { format } }, { output_format: format }]) {
      expect(decodeRequest({ ...least, ...change }).content.format).toEqual({ type: "schema", schema });
    }
  });

  it.each([
    [{}, undefined],
    [{ thinking: { type: "disabled" } }, { enabled: false }],
    [{ thinking: { type: "adaptive" } }, { enabled: true }],
    [
      { thinking: { type: "adaptive" }, output_config: { effort: "max" } },
      { enabled: true, effort: "high" },
    ],
    [{ thinking: { type: "enabled", budget_tokens: 2_000 } }, { enabled: true, budgetTokens: 2_000 }],
    [{ output_config: { effort: "low" } }, { enabled: true, effort: "low" }],
    [{ thinking: { type: "disabled" }, output_config: { effort: "low" } }, { enabled: false }],
    [{ context_management: { edits: [{ type: "clear_thinking_20251015", keep: "all" }] } }, { keepPast: true }],
    [{ context_management: { edits: [{ type: "clear_thinking_20251015" }] } }, undefined],
  ])("wants thinking: %j", (change, wish) => expect(conversationOf(change).reasoning).toEqual(wish));
});

describe("tools", () => {
  it("are those that the client runs; the others are skipped and named", () => {
    const search = { type: "web_search_20250305", name: "web_search" };
    const bash = { type: "bash_20250124", name: "bash" };
    const later = { ...read, name: "later", defer_loading: true };
    const { content, ignored } = decodeRequest({ ...least, tools: [search, read, later, bash, list] });
    expect(content.prompt).toMatchObject({
      conversation: {
        tools: [
          { name: "read", description: "Reads.", parameters: schema },
          { name: "list", parameters: { type: "object", properties: {} } },
        ],
      },
    });
    expect(ignored).toEqual(["tools.0", "tools.3", "tools.defer_loading (1)"]);
  });

  it("that wait to be found are offered from then on", () => {
    const tools = [read, { ...list, defer_loading: true }];
    const found = { type: "tool_result", tool_use_id: "t", content: [{ type: "tool_reference", tool_name: "list" }] };
    const messages = [...least.messages, { role: "user", content: [found] }];
    expect(conversationOf({ tools }).tools?.map(({ name }) => name)).toEqual(["read"]);
    const {
      tools: offered,
      messages: [, told],
    } = conversationOf({ tools, messages });
    expect(offered).toMatchObject([{ name: "read" }, { name: "list", isToldInMessages: true }]);
    expect(told?.content).toMatch(/^<functions>\n<function>\{.*"name":"list".*\}<\/function>\n<\/functions>$/);
  });

  it.each([
    [{ type: "auto" }, { toolChoice: { type: "auto" } }],
    [{ type: "none" }, { toolChoice: { type: "none" } }],
    [{ type: "any" }, { toolChoice: { type: "required" } }],
    [{ type: "tool", name: "read" }, { toolChoice: { type: "named", name: "read" } }],
    [
      { type: "auto", disable_parallel_tool_use: true },
      { toolChoice: { type: "auto" }, parallelCalls: false },
    ],
  ])("are chosen by %j", (choice, expected) => {
    expect(conversationOf({ tools: [read], tool_choice: choice })).toMatchObject(expected);
  });

  it("are none when nothing is left of them", () => {
    expect(conversationOf({ tools: [], tool_choice: { type: "any" } })).not.toHaveProperty("tools");
  });
});
