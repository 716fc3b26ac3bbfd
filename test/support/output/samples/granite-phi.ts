import type { FamilySamples, OutputSample } from "../output-sample";
import { bernCall, bothCalls, pieces, weatherCall } from "../shared-pieces";
import { plainAnswers, thinkSamples } from "./common";

const { reasoning, weatherJson, fileJson } = pieces;
const array = `[{"name": "get_weather", "arguments": ${weatherJson}}, {"name": "write_file", "arguments": ${fileJson}}]`;

const arraySamples: readonly OutputSample[] = [
  { title: "two calls", raw: `<|tool_call|>${array}`, expected: { calls: bothCalls } },
  {
    title: "text before a call",
    raw: `Let me look.\n<|tool_call|>${array}`,
    expected: { content: "Let me look.", calls: bothCalls },
  },
  {
    title: "arguments as a string of JSON",
    raw: String.raw`<|tool_call|>[{"name": "get_weather", "arguments": "{\"city\": \"Bern\"}"}]`,
    expected: { calls: [bernCall] },
  },
  {
    title: "the second call cut by a limit",
    raw: '<|tool_call|>[{"name": "get_weather", "arguments": {"city": "Bern"}}, {"name": "write_file", "arguments": {"path": 1',
    end: "length",
    expected: { calls: [bernCall], cutOff: ["write_file"] },
  },
  {
    title: "markup without tools",
    raw: '<|tool_call|>[{"name": "get_weather", "arguments": {}}]',
    start: { tools: [] },
    expected: { content: '<|tool_call|>[{"name": "get_weather", "arguments": {}}]' },
  },
  {
    title: "a call without arguments",
    raw: '<|tool_call|>[{"name": "get_weather"}]',
    expected: { calls: [{ name: "get_weather", arguments: {} }] },
  },
  {
    title: "a call inside a code fence",
    raw: '```\n<|tool_call|>[{"name": "get_weather", "arguments": {}}]\n```\nSo it looks.',
    markersAs: "text",
    expected: { content: '```\n<|tool_call|>[{"name": "get_weather", "arguments": {}}]\n```\nSo it looks.' },
  },
];

export const granite3: FamilySamples = {
  title: "Granite 3",
  template: "<|tool_call|><|start_of_role|>",
  tokens: ["<|tool_call|>"],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    ...arraySamples,
    {
      title: "reasoning and a wrapped response",
      raw: `<think>${reasoning}</think><response>It is 3 °C.</response>`,
      expected: { reasoning, content: "It is 3 °C." },
    },
    {
      title: "the marker of version 3.1",
      raw: `<tool_call>[{"name": "get_weather", "arguments": ${weatherJson}}]`,
      expected: { calls: [weatherCall] },
    },
    {
      title: "a line of Python",
      raw: '<|tool_call|>get_weather(city="Bern")',
      expected: { calls: [bernCall] },
    },
    {
      title: "a line of Python without a marker",
      raw: 'get_weather(city="Bern")',
      expected: { calls: [bernCall] },
    },
  ],
};

export const phi4: FamilySamples = {
  title: "Phi-4-mini",
  template: "<|tool_call|><|/tool_call|>",
  tokens: ["<|tool_call|>", "<|/tool_call|>"],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    ...arraySamples,
    { title: "two calls with a closer", raw: `<|tool_call|>${array}<|/tool_call|>`, expected: { calls: bothCalls } },
    { title: "two calls of the other templates", raw: `functools${array}`, expected: { calls: bothCalls } },
    {
      title: "bare objects, as vLLM renders history",
      raw: `{"name": "get_weather", "arguments": ${weatherJson}}`,
      expected: { calls: [weatherCall] },
    },
  ],
};

export const functools: FamilySamples = {
  title: "FireFunction",
  template: "functools[",
  tokens: [],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    { title: "two calls", raw: ` functools${array}`, expected: { calls: bothCalls } },
    {
      title: "text about Python's module",
      raw: "Use functools.partial or functools[3].",
      expected: { content: "Use functools.partial or functools[3]." },
    },
    {
      title: "a call cut by a limit",
      raw: 'functools[{"name": "get_weather", "arguments": {"city": "Be',
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
  ],
};
