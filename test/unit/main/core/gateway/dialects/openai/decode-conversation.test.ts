import { describe, expect, it } from "vitest";
import { decodeChat } from "../../../../../../../src/main/core/gateway/dialects/openai/decode-chat";

const messages = [{ role: "user", content: "Hi" }];
const functions = [{ name: "f" }, { name: "g" }];
const tools = functions.map((one) => ({ type: "function", function: one }));

function conversationOf(change: object) {
  const { prompt } = decodeChat({ messages, ...change }).content;
  return prompt.type === "chat" ? prompt.conversation : undefined;
}

describe("the reasoning wish", () => {
  it.each<[object, object | undefined]>([
    [{}, undefined],
    [{ reasoning_effort: "low" }, { enabled: true, effort: "low" }],
    [{ reasoning_effort: "xhigh" }, { enabled: true, effort: "high" }],
    [{ reasoning_effort: "none" }, { enabled: false }],
    [{ enable_thinking: false }, { enabled: false }],
    [{ chat_template_kwargs: { enable_thinking: false } }, { enabled: false }],
    [
      { reasoning_effort: "high", enable_thinking: false },
      { enabled: false, effort: "high" },
    ],
    [{ thinking_budget: 100 }, { budgetTokens: 100 }],
    [{ reasoning_budget: 0 }, { enabled: false }],
    [{ reasoning_budget: -1 }, undefined],
  ])("of %j is %j", (change, wish) => expect(conversationOf(change)?.reasoning).toEqual(wish));

  it.each<[string, object]>([
    ["reasoning_effort", { reasoning_effort: "much" }],
    ["reasoning_effort", { reasoning_effort: "constructor" }],
    ["enable_thinking", { enable_thinking: "yes" }],
    ["thinking_budget", { thinking_budget: 1.5 }],
    ["chat_template_kwargs", { chat_template_kwargs: [] }],
  ])("names the field %s in %j", (field, change) => {
    expect(() => conversationOf(change)).toThrow(expect.objectContaining({ details: { field } }));
  });
});

describe("template arguments", () => {
  it("go on as they are", () => {
    const chat_template_kwargs = { enable_thinking: true, date: "today" };
    expect(conversationOf({ chat_template_kwargs })?.templateArguments).toEqual(chat_template_kwargs);
  });
});

describe("tools", () => {
  it("go on with the choice and whether calls may be parallel", () => {
    expect(conversationOf({ tools, tool_choice: "required", parallel_tool_calls: false })).toMatchObject({
      tools: functions,
      toolChoice: { type: "required" },
      parallelCalls: false,
    });
  });

  it("may have the names they had of old", () => {
    expect(conversationOf({ functions, function_call: { name: "g" } })).toMatchObject({
      tools: functions,
      toolChoice: { type: "named", name: "g" },
    });
  });
});

describe("the format", () => {
  const schema = { type: "object" };
  it.each<[object, object | undefined]>([
    [{ response_format: { type: "text" } }, undefined],
    [{ response_format: { type: "json_object" } }, { type: "json" }],
    [{ response_format: { type: "json_object", schema } }, { type: "schema", schema }],
    [
      { response_format: { type: "json_schema", json_schema: { name: "n", strict: true, schema } } },
      { type: "schema", schema },
    ],
    [{ response_format: { type: "json_schema", json_schema: { name: "n" } } }, { type: "json" }],
    [{ json_schema: schema }, { type: "schema", schema }],
    [{ guided_json: schema }, { type: "schema", schema }],
    [{ grammar: 'root ::= "a"' }, { type: "grammar", grammar: 'root ::= "a"' }],
    [{ grammar: "" }, undefined],
  ])("of %j is %j", (change, format) => expect(decodeChat({ messages, ...change }).content.format).toEqual(format));

  it.each<[string, object]>([
    ["response_format", { response_format: "json" }],
    ["response_format.type", { response_format: { type: "xml" } }],
    ["response_format.json_schema", { response_format: { type: "json_schema" } }],
    ["response_format.json_schema.schema", { response_format: { type: "json_schema", json_schema: { schema: 5 } } }],
    ["json_schema", { json_schema: "{}" }],
    ["grammar", { grammar: 5 }],
    ["grammar", { response_format: { type: "json_object" }, grammar: 'root ::= "a"' }],
  ])("names the field %s in %j", (field, change) => {
    expect(() => decodeChat({ messages, ...change })).toThrow(
      expect.objectContaining({ code: "invalid_request", details: { field } }),
    );
  });
});
