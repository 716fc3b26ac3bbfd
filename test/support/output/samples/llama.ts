import type { FamilySamples } from "../output-sample";
import { bernCall, bothCalls, fileCall, pieces, weatherCall } from "../shared-pieces";
import { plainAnswers, thinkSamples } from "./common";

const { weatherJson, fileJson, pythonCalls } = pieces;

export const llama3: FamilySamples = {
  title: "Llama 3",
  template: "<|start_header_id|>ipython<|end_header_id|>",
  tokens: ["<|python_tag|>"],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "a call is the whole message",
      raw: `{"name": "get_weather", "parameters": ${weatherJson}}`,
      expected: { calls: [weatherCall] },
    },
    {
      title: "a call after the Python tag",
      raw: `<|python_tag|>{"name": "write_file", "parameters": ${fileJson}}`,
      expected: { calls: [fileCall] },
    },
    {
      title: "two calls joined by a semicolon",
      raw: `{"name": "get_weather", "parameters": ${weatherJson}}; {"name": "write_file", "parameters": ${fileJson}}`,
      expected: { calls: bothCalls },
    },
    {
      title: "only the first of two calls, when one is allowed",
      raw: `{"name": "get_weather", "parameters": ${weatherJson}}; {"name": "write_file", "parameters": ${fileJson}}`,
      start: { parallelCalls: false },
      expected: { calls: [weatherCall] },
    },
    {
      title: "`arguments` for `parameters`",
      raw: `{"name": "get_weather", "arguments": ${weatherJson}}`,
      expected: { calls: [weatherCall] },
    },
    {
      title: "the wrapper of OpenAI's requests",
      raw: `{"type": "function", "function": {"name": "get_weather", "parameters": ${weatherJson}}}`,
      expected: { calls: [weatherCall] },
    },
    {
      title: "a built-in tool",
      raw: '<|python_tag|>get_weather.call(city="Bern")',
      expected: { calls: [bernCall] },
    },
    {
      title: "code for the interpreter, when it is a tool",
      raw: "<|python_tag|>import math\nprint(math.pi)",
      start: { tools: [{ name: "code_interpreter", parameters: {} }] },
      expected: { calls: [{ name: "code_interpreter", arguments: { code: "import math\nprint(math.pi)" } }] },
    },
    {
      title: "code for no interpreter",
      raw: "<|python_tag|>print(1)",
      expected: { content: "print(1)" },
    },
    {
      title: "JSON with the name of no tool",
      raw: '{"name": "Bern", "parameters": {"size": 3}}',
      expected: { content: '{"name": "Bern", "parameters": {"size": 3}}' },
    },
    {
      title: "a call without tools",
      raw: '{"name": "get_weather", "parameters": {"city": "Bern"}}',
      start: { tools: [] },
      expected: { content: '{"name": "get_weather", "parameters": {"city": "Bern"}}' },
    },
    {
      title: "a call that a limit cut",
      raw: '{"name": "get_weather", "parameters": {"city": "Be',
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
    {
      title: "a call whose last brace is missing",
      raw: '{"name": "get_weather", "parameters": {"city": "Bern"}',
      expected: { calls: [bernCall] },
    },
    {
      title: "reasoning of a distilled model, then a call",
      raw: `<think>\nCheck.\n</think>\n\n{"name": "get_weather", "parameters": ${weatherJson}}`,
      expected: { reasoning: "Check.", calls: [weatherCall] },
    },
  ],
};

export const llama4: FamilySamples = {
  title: "Llama 4",
  template: "<|header_start|>assistant<|header_end|>",
  tokens: ["<|python_start|>", "<|python_end|>"],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    { title: "two calls in Python", raw: pythonCalls, expected: { calls: bothCalls } },
    {
      title: "two calls in Python between markers",
      raw: `<|python_start|>${pythonCalls}<|python_end|>`,
      expected: { calls: bothCalls },
    },
    {
      title: "a call in JSON",
      raw: `{"name": "get_weather", "parameters": ${weatherJson}}`,
      expected: { calls: [weatherCall] },
    },
    {
      title: "a number written as a string",
      raw: String.raw`[get_weather(city="Zürich \"HB\" 🙂", days="2")]`,
      expected: { calls: [weatherCall] },
    },
    { title: "a list that holds no call", raw: "[1, 2, 3]", expected: { content: "[1, 2, 3]" } },
    {
      title: "calls of functions that are no tools",
      raw: "[foo(x=1)] is Python.",
      expected: { content: "[foo(x=1)] is Python." },
    },
    {
      title: "calls without tools",
      raw: '[get_weather(city="Bern")]',
      start: { tools: [] },
      expected: { content: '[get_weather(city="Bern")]' },
    },
    {
      title: "a call that a limit cut",
      raw: '[get_weather(city="Be',
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
  ],
};
