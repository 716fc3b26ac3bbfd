import type { FamilySamples, OutputSample } from "../output-sample";
import { bernCall, bothCalls, fileCall, pieces, weatherCall } from "../shared-pieces";
import { plainAnswers, thinkSamples } from "./common";

const { reasoning, weatherJson, fileJson } = pieces;
const tokens = ["[TOOL_CALLS]", "[ARGS]", "[CALL_ID]", "[THINK]", "[/THINK]"];

const bracketReasoning: readonly OutputSample[] = [
  {
    title: "reasoning in brackets, then an answer",
    raw: "[THINK]Check.[/THINK]It is 3 °C.",
    expected: { reasoning: "Check.", content: "It is 3 °C." },
  },
  {
    title: "an end inside reasoning in brackets",
    raw: "[THINK]Check. [/TH",
    end: "length",
    markersAs: "text",
    expected: { reasoning: "Check. [/TH" },
  },
];

export const mistralArray: FamilySamples = {
  title: "Mistral with arrays",
  template: "[TOOL_CALLS] [/INST]",
  tokens,
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "two calls with ids",
      raw: `[TOOL_CALLS][{"name": "get_weather", "arguments": ${weatherJson}, "id": "abc123DEF"}, {"name": "write_file", "arguments": ${fileJson}, "id": "abc123DEG"}]`,
      expected: {
        calls: [
          { ...weatherCall, id: "abc123DEF" },
          { ...fileCall, id: "abc123DEG" },
        ],
      },
    },
    {
      title: "two calls without ids, after a blank",
      raw: `[TOOL_CALLS] [{"name": "get_weather", "arguments": ${weatherJson}}, {"name": "write_file", "arguments": ${fileJson}}]`,
      expected: { calls: bothCalls },
    },
    {
      title: "text before the calls",
      raw: `Let me look. [TOOL_CALLS][{"name": "get_weather", "arguments": ${weatherJson}}]`,
      expected: { content: "Let me look.", calls: [weatherCall] },
    },
    {
      title: "the second call cut by a limit",
      raw: '[TOOL_CALLS][{"name": "get_weather", "arguments": {"city": "Bern"}}, {"name": "write_file", "arguments": {"path": "a',
      end: "length",
      expected: { calls: [bernCall], cutOff: ["write_file"] },
    },
    {
      title: "a missing bracket at the end",
      raw: `[TOOL_CALLS][{"name": "get_weather", "arguments": ${weatherJson}}`,
      expected: { calls: [weatherCall] },
    },
    {
      title: "markup without tools",
      raw: '[TOOL_CALLS][{"name": "get_weather", "arguments": {}}]',
      start: { tools: [] },
      expected: { content: '[TOOL_CALLS][{"name": "get_weather", "arguments": {}}]' },
    },
    {
      title: "no JSON after the marker",
      raw: "[TOOL_CALLS] is a marker.",
      expected: { content: "[TOOL_CALLS] is a marker." },
    },
  ],
};

export const mistralId: FamilySamples = {
  title: "Mistral with call ids",
  template: "[TOOL_CALLS][CALL_ID][ARGS]",
  tokens,
  samples: [
    ...plainAnswers,
    ...bracketReasoning,
    {
      title: "two calls",
      raw: `[TOOL_CALLS]get_weather[CALL_ID]abc123DEF[ARGS]${weatherJson}[TOOL_CALLS]write_file[CALL_ID]abc123DEG[ARGS]${fileJson}`,
      expected: {
        calls: [
          { ...weatherCall, id: "abc123DEF" },
          { ...fileCall, id: "abc123DEG" },
        ],
      },
    },
    {
      title: "a call without an id",
      raw: `[TOOL_CALLS]get_weather[ARGS]${weatherJson}`,
      expected: { calls: [weatherCall] },
    },
    {
      title: "an array all the same",
      raw: `[TOOL_CALLS][{"name": "get_weather", "arguments": ${weatherJson}, "id": "abc123DEF"}]`,
      expected: { calls: [{ ...weatherCall, id: "abc123DEF" }] },
    },
  ],
};

export const mistralArguments: FamilySamples = {
  title: "Mistral with plain arguments",
  template: "[TOOL_CALLS][ARGS]",
  tokens,
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    ...bracketReasoning,
    {
      title: "reasoning and two calls",
      raw: `[THINK]${reasoning}[/THINK][TOOL_CALLS]get_weather[ARGS]${weatherJson}[TOOL_CALLS]write_file[ARGS]${fileJson}`,
      expected: { reasoning, calls: bothCalls },
    },
    {
      title: "a marker inside reasoning is no call",
      raw: '[THINK]I could write [TOOL_CALLS]get_weather[ARGS]{"city": "Bern"} now.[/THINK]No.',
      expected: {
        reasoning: 'I could write [TOOL_CALLS]get_weather[ARGS]{"city": "Bern"} now.',
        content: "No.",
      },
    },
    {
      title: "a call cut by a limit",
      raw: '[TOOL_CALLS]get_weather[ARGS]{"city": "Bern", "days"',
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
    {
      title: "arguments that break off, where the model ended",
      raw: '[TOOL_CALLS]get_weather[ARGS]{"city": "Bern"',
      expected: { cutOff: ["get_weather"] },
    },
    {
      title: "only the first of two calls, when one is allowed",
      raw: `[TOOL_CALLS]get_weather[ARGS]${weatherJson}[TOOL_CALLS]write_file[ARGS]${fileJson}`,
      start: { parallelCalls: false },
      expected: { calls: [weatherCall] },
    },
    {
      title: "a call of an unknown tool",
      raw: '[TOOL_CALLS]unknown[ARGS]{"a": 1}',
      expected: { calls: [{ name: "unknown", arguments: { a: 1 } }] },
    },
  ],
};
