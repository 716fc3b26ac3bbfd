import { Ajv2020 } from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import type { ToolDefinition } from "../../../../../src/main/core/engine/conversation";
import { GrammarBuilder } from "../../../../../src/main/worker/grammar/grammar-builder";
import { familyOf } from "../../../../../src/main/worker/output/families";
import type { ForcedCalls } from "../../../../../src/main/worker/output/output-family";
import { seededRandom } from "../../../../../src/main/worker/sample/seeded-random";
import { generate } from "../../../../support/gbnf/run-gbnf";
import { parseGbnf } from "../../../../support/gbnf/parse-gbnf";
import { parse } from "../../../../support/output/parse-every-way";

const templates = [
  "",
  "<tool_call>",
  "<function=f><parameter=k>",
  "<arg_key>",
  "<seed:tool_call>",
  "<TOOLCALL>",
  "<minimax:tool_call>",
  "]<]minimax[>[",
  "<|tool_calls_section_begin|>",
  "<|open|><|close|><|end_of_msg|>",
  "<｜tool▁calls▁begin｜>```json",
  "<｜tool▁calls▁begin｜>",
  "DSML function_calls",
  "<｜hy_",
  "<|channel|><|message|>",
  "<atem:function_calls>",
  "[TOOL_CALLS][CALL_ID][ARGS]",
  "[TOOL_CALLS][ARGS]",
  "[TOOL_CALLS]",
  ">>>all",
  "<|START_ACTION|>",
  "<|tool_list_start|>",
  "<|role_sep|><|message_sep|>",
  "<|role_sep|><|message_sep|><|function_call|>",
  "<|tool_call>call:",
  "<|tool_call:begin|>",
  "<|tools_prefix|>",
  '<function name="f"><param name="k">',
  "<tool_calls> [BEGIN FINAL RESPONSE]",
  "<tool_calls>",
  "<function=",
  "<|tool_call|><|start_of_role|>",
  "<|tool_call|>",
  "functools",
  "<|header_start|>",
  "<|start_header_id|>ipython",
  "directly-answer",
];

const noteTool: ToolDefinition = {
  name: "note",
  parameters: {
    type: "object",
    properties: {
      text: { type: "string" },
      mood: { enum: ["good", "bad"] },
      count: { type: "integer", minimum: 1, maximum: 40 },
      isPublic: { type: "boolean" },
      place: { anyOf: [{ type: "string" }, { type: "null" }] },
      tags: { type: "array", items: { type: "string" }, maxItems: 3 },
      spot: { $ref: "#/$defs/spot" },
    },
    required: ["text", "count", "spot"],
    additionalProperties: false,
    $defs: {
      spot: {
        type: "object",
        properties: { x: { type: "number" }, y: { type: "number" } },
        required: ["x", "y"],
        additionalProperties: false,
      },
    },
  },
};
const pingTool: ToolDefinition = { name: "ping", parameters: { type: "object", additionalProperties: false } };
const tools = [noteTool, pingTool];

const ajv = new Ajv2020({ strict: false });
const validate = new Map(tools.map((tool) => [tool.name, ajv.compile(tool.parameters as object)]));

function grammarText(template: string, calls: ForcedCalls): string {
  const builder = new GrammarBuilder();
  const { callGrammar } = familyOf(template);
  return builder.text(callGrammar(builder, calls));
}

/** Reads an output that the grammar allows; every call must be whole and valid. */
function readForced(template: string, calls: ForcedCalls, text: string): readonly string[] {
  const start = {
    insideReasoning: calls.insideReasoning,
    reasoningIsOff: false,
    tools: calls.tools,
    parallelCalls: true,
  };
  const read = parse(familyOf(template).parser(start), [{ text, isControl: false }]);
  expect(read.content, text).toBe("");
  for (const call of read.calls) {
    expect(call.isComplete, text).toBe(true);
    const isValid = validate.get(call.name);
    expect(isValid?.(JSON.parse(call.argumentsText)), `${text}\n${call.argumentsText}`).toBe(true);
  }
  return read.calls.map(({ name }) => name);
}

describe.each(templates.map((template) => [familyOf(template).name, template] as const))("%s", (_, template) => {
  it("reads every call that its grammar allows", () => {
    for (const insideReasoning of familyOf(template).reasoning === null ? [false] : [false, true]) {
      const calls: ForcedCalls = { tools, choice: "required", parallel: true, insideReasoning };
      const grammar = parseGbnf(grammarText(template, calls));
      for (let seed = 0; seed < 30; seed++) {
        const names = readForced(template, calls, generate(grammar, seededRandom(seed), 400));
        expect(names.length).toBeGreaterThan(0);
      }
    }
  });

  it("calls the one tool that was named, once where calls are not parallel", () => {
    const calls: ForcedCalls = { tools, choice: { name: "ping" }, parallel: false, insideReasoning: false };
    const grammar = parseGbnf(grammarText(template, calls));
    for (let seed = 0; seed < 10; seed++) {
      expect(readForced(template, calls, generate(grammar, seededRandom(seed)))).toEqual(["ping"]);
    }
  });
});
