import type { FamilySamples } from "../output-sample";
import { bernCall, bothCalls, pieces, weatherCall } from "../shared-pieces";
import { plainAnswers, thinkSamples } from "./common";

const { reasoning, pythonCalls } = pieces;
const call = (python: string) => `<|tool_call_start|>[${python}]<|tool_call_end|>`;

export const lfm2: FamilySamples = {
  title: "LFM2",
  template: "<|tool_list_start|>",
  tokens: ["<|tool_call_start|>", "<|tool_call_end|>"],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "reasoning and two calls",
      raw: `<think>${reasoning}</think><|tool_call_start|>${pythonCalls}<|tool_call_end|>`,
      expected: { reasoning, calls: bothCalls },
    },
    {
      title: "text before a call, and after it",
      raw: `Let me look.${call('get_weather(city="Bern")')}Looking.`,
      expected: { content: "Let me look.Looking.", calls: [bernCall] },
    },
    {
      title: "a call without arguments",
      raw: call("get_weather()"),
      expected: { calls: [{ name: "get_weather", arguments: {} }] },
    },
    {
      title: "JSON's words beside Python's",
      raw: call("write_file(opts={'a': true, 'b': None, 'c': null, 'd': False, \"e\": [-1.5, (1, 2), 1e3]}, path='x')"),
      expected: {
        calls: [
          {
            name: "write_file",
            arguments: { opts: { a: true, b: null, c: null, d: false, e: [-1.5, [1, 2], 1000] }, path: "x" },
          },
        ],
      },
    },
    {
      title: "an apostrophe that nobody escaped",
      raw: call("write_file(path='it's.html', text='don't, (really)')"),
      expected: { calls: [{ name: "write_file", arguments: { path: "it's.html", text: "don't, (really)" } }] },
    },
    {
      title: "escapes and a raw newline",
      raw: call(String.raw`write_file(path='a\tb\\n', text="x` + "\n" + String.raw`y\n\"z\" \' \u00fc")`),
      expected: { calls: [{ name: "write_file", arguments: { path: "a\tb\\n", text: 'x\ny\n"z" \' ü' } }] },
    },
    {
      title: "a dotted name and an argument named like a keyword",
      raw: call("mail.send(from=1, to='x')"),
      expected: { calls: [{ name: "mail.send", arguments: { from: 1, to: "x" } }] },
    },
    {
      title: "an array in JSON",
      raw: '<|tool_call_start|>[{"name": "get_weather", "arguments": {"city": "Bern"}}]<|tool_call_end|>',
      expected: { calls: [bernCall] },
    },
    {
      title: "a call inside reasoning is none",
      raw: `<think>Maybe ${call('get_weather(city="Bern")')}?</think>No.`,
      expected: { reasoning: `Maybe ${call('get_weather(city="Bern")')}?`, content: "No." },
    },
    {
      title: "a call cut by a limit",
      raw: "<|tool_call_start|>[get_weather(city='Be",
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
    {
      title: "missing closers at the end",
      raw: "<|tool_call_start|>[get_weather(city='Bern')",
      expected: { calls: [bernCall] },
    },
    {
      title: "only the first of two calls, when one is allowed",
      raw: `<|tool_call_start|>${pythonCalls}<|tool_call_end|>`,
      start: { parallelCalls: false },
      expected: { calls: [weatherCall] },
    },
    {
      title: "markup without tools",
      raw: call("get_weather()"),
      start: { tools: [] },
      expected: { content: call("get_weather()") },
    },
    {
      title: "no call after the marker",
      raw: "<|tool_call_start|> opens a call.",
      expected: { content: "<|tool_call_start|> opens a call." },
    },
  ],
};
