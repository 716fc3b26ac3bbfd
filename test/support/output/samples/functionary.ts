import type { FamilySamples } from "../output-sample";
import { bernCall, bothCalls, pieces, weatherCall } from "../shared-pieces";
import { plainAnswers, thinkSamples } from "./common";

const { weatherJson, fileJson } = pieces;

export const functionTags: FamilySamples = {
  title: "Functionary 3.1 and custom tags",
  template: "<function=",
  tokens: ["<|python_tag|>"],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "two calls",
      raw: `<function=get_weather>${weatherJson}</function><function=write_file>${fileJson}</function>`,
      expected: { calls: bothCalls },
    },
    {
      title: "text before a call",
      raw: `Let me look.\n<function=get_weather>${weatherJson}</function>`,
      expected: { content: "Let me look.", calls: [weatherCall] },
    },
    {
      title: "a missing closer at the end",
      raw: '<function=get_weather>{"city": "Bern"}',
      expected: { calls: [bernCall] },
    },
    {
      title: "a call cut by a limit",
      raw: '<function=get_weather>{"city": "Be',
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
    {
      title: "text that names the tag",
      raw: "Write <function=NAME> before the JSON.",
      expected: { content: "Write <function=NAME> before the JSON." },
    },
    {
      title: "Python for the interpreter, when it is a tool",
      raw: '<|python_tag|>print("1")\n',
      start: { tools: [{ name: "python", parameters: {} }] },
      expected: { calls: [{ name: "python", arguments: { code: 'print("1")\n' } }] },
    },
    {
      title: "markup without tools",
      raw: "<function=get_weather>{}</function>",
      start: { tools: [] },
      expected: { content: "<function=get_weather>{}</function>" },
    },
  ],
};

export const functionary32: FamilySamples = {
  title: "Functionary 3.2",
  template: ">>>all",
  tokens: [],
  samples: [
    { title: "a plain answer", raw: "all\nIt is 3 °C.", expected: { content: "It is 3 °C." } },
    {
      title: "an answer without a recipient",
      raw: "It is 3 °C.\nReally.",
      expected: { content: "It is 3 °C.\nReally." },
    },
    { title: "nothing", raw: "", expected: {} },
    {
      title: "two calls",
      raw: `get_weather\n${weatherJson}>>>write_file\n${fileJson}`,
      expected: { calls: bothCalls },
    },
    {
      title: "text and a call",
      raw: `all\nWorking on it.>>>get_weather\n${weatherJson}`,
      expected: { content: "Working on it.", calls: [weatherCall] },
    },
    {
      title: "text and a call in the next line",
      raw: `all\nWorking on it.\n>>>get_weather\n${weatherJson}`,
      expected: { content: "Working on it.", calls: [weatherCall] },
    },
    {
      title: "Python's prompt in text",
      raw: "all\nTry\n>>> print(1)\n>>>x",
      expected: { content: "Try\n>>> print(1)\n>>>x" },
    },
    {
      title: "a call cut by a limit",
      raw: 'get_weather\n{"city": "Be',
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
  ],
};
