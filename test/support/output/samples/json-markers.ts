import type { FamilySamples } from "../output-sample";
import { bernCall, bothCalls, fileCall, pieces, weatherCall } from "../shared-pieces";
import { plainAnswers, thinkSamples } from "./common";

const { reasoning, weatherJson, fileJson } = pieces;
const array = `[{"name": "get_weather", "arguments": ${weatherJson}, "id": "call_1"}, {"name": "write_file", "arguments": ${fileJson}, "id": "call_2"}]`;

export const apertus: FamilySamples = {
  title: "Apertus",
  template: "<|tools_prefix|>",
  tokens: ["<|tools_prefix|>", "<|tools_suffix|>", "<|inner_prefix|>", "<|inner_suffix|>"],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "two calls",
      raw: `<|tools_prefix|>[{"get_weather": ${weatherJson}}, {"write_file": ${fileJson}}]<|tools_suffix|>`,
      expected: { calls: bothCalls },
    },
    {
      title: "reasoning and an answer",
      raw: "<|inner_prefix|>Easy.<|inner_suffix|>Hi!",
      expected: { reasoning: "Easy.", content: "Hi!" },
    },
    {
      title: "a call cut by a limit",
      raw: '<|tools_prefix|>[{"get_weather": {"city": "Be',
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
    {
      title: "missing closers at the end",
      raw: '<|tools_prefix|>[{"get_weather": {"city": "Bern"}}',
      expected: { calls: [bernCall] },
    },
  ],
};

export const apriel: FamilySamples = {
  title: "Apriel",
  template: "<tool_calls>[ Here are my reasoning steps:\\n [BEGIN FINAL RESPONSE]",
  tokens: ["<tool_calls>", "</tool_calls>", "[BEGIN FINAL RESPONSE]", "<|end|>"],
  samples: [
    ...plainAnswers,
    {
      title: "reasoning and two calls",
      raw: `${reasoning}\n[BEGIN FINAL RESPONSE]\n<tool_calls>${array}</tool_calls>`,
      start: { insideReasoning: true },
      expected: {
        reasoning,
        calls: [
          { ...weatherCall, id: "call_1" },
          { ...fileCall, id: "call_2" },
        ],
      },
    },
    {
      title: "reasoning and an answer",
      raw: "Easy.\n[BEGIN FINAL RESPONSE]\nHi!",
      start: { insideReasoning: true },
      expected: { reasoning: "Easy.", content: "Hi!" },
    },
    {
      title: "calls without reasoning",
      raw: `<tool_calls>${array}</tool_calls>`,
      expected: {
        calls: [
          { ...weatherCall, id: "call_1" },
          { ...fileCall, id: "call_2" },
        ],
      },
    },
  ],
};

export const miniMaxM1: FamilySamples = {
  title: "MiniMax M1",
  template: "<tool_calls>\n",
  tokens: ["<tool_calls>", "</tool_calls>"],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "reasoning and two calls, one a line",
      raw: `<think>\n${reasoning}\n</think>\n\n<tool_calls>\n{"name": "get_weather", "arguments": ${weatherJson}}\n{"name": "write_file", "arguments": ${fileJson}}\n</tool_calls>`,
      expected: { reasoning, calls: bothCalls },
    },
    {
      title: "the second call cut by a limit",
      raw: '<tool_calls>\n{"name": "get_weather", "arguments": {"city": "Bern"}}\n{"name": "write_file", "arguments": {"pa',
      end: "length",
      expected: { calls: [bernCall], cutOff: ["write_file"] },
    },
  ],
};

export const gigaChat: FamilySamples = {
  title: "GigaChat 3",
  template: "<|role_sep|><|message_sep|>",
  tokens: ["<|message_sep|>", "<|role_sep|>", "<|function_call|>"],
  samples: [
    ...plainAnswers,
    {
      title: "a call as a message of its own",
      raw: `<|message_sep|>\n\nfunction call<|role_sep|>\n{"name": "get_weather", "arguments": ${weatherJson}}`,
      expected: { calls: [weatherCall] },
    },
    {
      title: "text, then a call",
      raw: `Let me look.<|message_sep|>\n\nfunction call<|role_sep|>\n{"name": "write_file", "arguments": ${fileJson}}<|message_sep|>\n\n`,
      expected: { content: "Let me look.", calls: [fileCall] },
    },
    {
      title: "a call of version 3.1",
      raw: `<|function_call|>{"name": "get_weather", "arguments": ${weatherJson}}`,
      expected: { calls: [weatherCall] },
    },
    {
      title: "a call cut by a limit",
      raw: '<|function_call|>{"name": "get_weather", "arguments": {"city": "Be',
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
    { title: "an end of the message as text", raw: "Hi!<|message_sep|>\n\n", expected: { content: "Hi!" } },
  ],
};

export const solar: FamilySamples = {
  title: "Solar Open",
  template: "<|tool_call:begin|>",
  tokens: [
    "<|think|>",
    "<|end|>",
    "<|begin|>",
    "<|content|>",
    "<|tool_calls|>",
    "<|tool_call:begin|>",
    "<|tool_call:name|>",
    "<|tool_call:args|>",
    "<|tool_call:end|>",
    "<|calls|>",
    "<|flush|>",
  ],
  samples: [
    {
      title: "reasoning and two calls",
      raw: `<|think|>${reasoning}<|end|><|begin|>assistant<|tool_calls|><|tool_call:begin|>a1b2c3d4e5<|tool_call:name|>get_weather<|tool_call:args|>${weatherJson}<|tool_call:end|><|tool_call:begin|>f6g7h8i9j0<|tool_call:name|>write_file<|tool_call:args|>${fileJson}<|tool_call:end|><|calls|>`,
      expected: {
        reasoning,
        calls: [
          { ...weatherCall, id: "a1b2c3d4e5" },
          { ...fileCall, id: "f6g7h8i9j0" },
        ],
      },
    },
    {
      title: "reasoning and an answer",
      raw: "<|think|>Easy.<|end|><|begin|>assistant<|content|>Hi!<|end|>",
      expected: { reasoning: "Easy.", content: "Hi!" },
    },
    {
      title: "reasoning that the prompt opened",
      raw: "Easy.<|end|><|begin|>assistant<|content|>Hi!<|flush|>",
      start: { insideReasoning: true },
      expected: { reasoning: "Easy.", content: "Hi!" },
    },
    { title: "plain text", raw: "Hi there.", expected: { content: "Hi there." } },
    {
      title: "a call cut by a limit",
      raw: '<|tool_calls|><|tool_call:begin|>a1<|tool_call:name|>get_weather<|tool_call:args|>{"city": "Be',
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
  ],
};
