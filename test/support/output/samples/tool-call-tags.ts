import type { FamilySamples } from "../output-sample";
import { bernCall, bothCalls, pieces, weatherCall } from "../shared-pieces";
import { plainAnswers, thinkSamples } from "./common";

const { reasoning, city, path, text, options, weatherJson, fileJson } = pieces;
const hermesWeather = `<tool_call>\n{"name": "get_weather", "arguments": ${weatherJson}}\n</tool_call>`;
const hermesFile = `<tool_call>\n{"name": "write_file", "arguments": ${fileJson}}\n</tool_call>`;

export const hermes: FamilySamples = {
  title: "Hermes",
  template: "<tool_call>",
  tokens: ["<think>", "</think>", "<tool_call>", "</tool_call>"],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "reasoning and two calls",
      raw: `<think>\n${reasoning}\n</think>\n\n${hermesWeather}\n${hermesFile}`,
      expected: { reasoning, calls: bothCalls },
    },
    {
      title: "text before a call",
      raw: `Let me look.\n${hermesWeather}`,
      expected: { content: "Let me look.", calls: [weatherCall] },
    },
    {
      title: "a missing closer at the end",
      raw: '<tool_call>\n{"name": "get_weather", "arguments": {"city": "Bern"}}',
      expected: { calls: [bernCall] },
    },
    {
      title: "arguments as a string of JSON",
      raw: String.raw`<tool_call>{"name": "get_weather", "arguments": "{\"city\": \"Bern\"}"}</tool_call>`,
      expected: { calls: [bernCall] },
    },
    {
      title: "`parameters` for `arguments`",
      raw: '<tool_call>{"name": "get_weather", "parameters": {"city": "Bern"}}</tool_call>',
      expected: { calls: [bernCall] },
    },
    {
      title: "two objects in one block",
      raw: `<tool_call>{"name": "get_weather", "arguments": ${weatherJson}}\n{"name": "write_file", "arguments": ${fileJson}}</tool_call>`,
      expected: { calls: bothCalls },
    },
    {
      title: "an array in one block",
      raw: `<tool_call>[{"name": "get_weather", "arguments": ${weatherJson}}, {"name": "write_file", "arguments": ${fileJson}}]</tool_call>`,
      expected: { calls: bothCalls },
    },
    {
      title: "a raw newline in a string",
      raw: '<tool_call>{"name": "get_weather", "arguments": {"city": "Be\n\trn"}}</tool_call>',
      expected: { calls: [{ name: "get_weather", arguments: { city: "Be\n\trn" } }] },
    },
    {
      title: "an escaped surrogate pair and braces in a string",
      raw: String.raw`<tool_call>{"name": "get_weather", "arguments": {"city": "\ud83d\ude42 a/{b,c"}}</tool_call>`,
      expected: { calls: [{ name: "get_weather", arguments: { city: "🙂 a/{b,c" } }] },
    },
    {
      title: "doubled braces copied from a prompt",
      raw: '<tool_call>\n{{"name": "get_weather", "arguments": {"city": "Bern"}}}\n</tool_call>',
      expected: { calls: [bernCall] },
    },
    {
      title: "bare JSON with the name of a tool",
      raw: '{"name": "get_weather", "arguments": {"city": "Bern"}}',
      expected: { calls: [bernCall] },
    },
    {
      title: "a fence that holds only a call",
      raw: '```json\n{"name": "get_weather", "arguments": {"city": "Bern"}}\n```',
      expected: { calls: [bernCall] },
    },
    {
      title: "a call of an unknown tool",
      raw: '<tool_call>{"name": "unknown", "arguments": {"a": 1}}</tool_call>',
      expected: { calls: [{ name: "unknown", arguments: { a: 1 } }] },
    },
    {
      title: "a call that ends reasoning",
      raw: `${reasoning}\n${hermesWeather}`,
      start: { insideReasoning: true },
      expected: { reasoning, calls: [weatherCall] },
    },
    {
      title: "reasoning about the tag",
      raw: "I write <tool_call> next.\n</think>\nDone.",
      start: { insideReasoning: true },
      expected: { reasoning: "I write <tool_call> next.", content: "Done." },
    },
    {
      title: "a call cut by a limit",
      raw: `${hermesWeather}\n<tool_call>\n{"name": "write_file", "arguments": {"path": "it`,
      end: "length",
      expected: { calls: [weatherCall], cutOff: ["write_file"] },
    },
    {
      title: "markup without tools",
      raw: hermesWeather,
      start: { tools: [] },
      expected: { content: hermesWeather },
    },
    {
      title: "only the first of two calls, when one is allowed",
      raw: `${hermesWeather}\n${hermesFile}`,
      start: { parallelCalls: false },
      expected: { calls: [weatherCall] },
    },
    {
      title: "a call inside a code fence",
      raw: `So it looks:\n\`\`\`xml\n${hermesWeather}\n\`\`\``,
      markersAs: "text",
      expected: { content: `So it looks:\n\`\`\`xml\n${hermesWeather}\n\`\`\`` },
    },
  ],
};

const xmlWeather = `<tool_call>\n<function=get_weather>\n<parameter=city>\n${city}\n</parameter>\n<parameter=days>\n2\n</parameter>\n</function>\n</tool_call>`;
const xmlFile = `<tool_call>\n<function=write_file>\n<parameter=path>\n${path}\n</parameter>\n<parameter=text>\n${text}\n</parameter>\n<parameter=opts>\n${options}\n</parameter>\n</function>\n</tool_call>`;

export const qwenXml: FamilySamples = {
  title: "Qwen XML",
  template: "<tool_call><function=f><parameter=k>",
  tokens: ["<think>", "</think>", "<tool_call>", "</tool_call>"],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "reasoning and two calls",
      raw: `${reasoning}\n</think>\n\n${xmlWeather}\n${xmlFile}`,
      start: { insideReasoning: true },
      expected: { reasoning, calls: bothCalls },
    },
    {
      title: "the opening tag left out",
      raw: "Let me look.\n<function=get_weather>\n<parameter=city>\nBern\n</parameter>\n</function>\n</tool_call>",
      expected: { content: "Let me look.", calls: [bernCall] },
    },
    {
      title: "newlines of the value's own",
      raw: "<tool_call>\n<function=write_file>\n<parameter=text>\n\n  a\n\n</parameter>\n</function>\n</tool_call>",
      expected: { calls: [{ name: "write_file", arguments: { text: "\n  a\n" } }] },
    },
    {
      title: "a call without arguments",
      raw: "<tool_call>\n<function=get_weather>\n</function>\n</tool_call>",
      expected: { calls: [{ name: "get_weather", arguments: {} }] },
    },
    {
      title: "closers quoted in a value",
      raw: "<tool_call>\n<function=write_file>\n<parameter=text>\nclose with </parameter> and </function> and </tool_call> here\n</parameter>\n</function>\n</tool_call>",
      expected: {
        calls: [
          {
            name: "write_file",
            arguments: { text: "close with </parameter> and </function> and </tool_call> here" },
          },
        ],
      },
    },
    {
      title: "a string that looks like a number, an object in Python",
      raw: "<tool_call>\n<function=write_file>\n<parameter=path>\n12\n</parameter>\n<parameter=opts>\n{'a': True, 'b': None}\n</parameter>\n</function>\n</tool_call>",
      expected: { calls: [{ name: "write_file", arguments: { path: "12", opts: { a: true, b: null } } }] },
    },
    {
      title: "a parameter closed by the next one",
      raw: "<tool_call>\n<function=get_weather>\n<parameter=city>\nBern\n<parameter=days>\n2\n</function>\n</tool_call>",
      expected: { calls: [{ name: "get_weather", arguments: { city: "Bern", days: 2 } }] },
    },
    {
      title: "a call that ends reasoning",
      raw: `${reasoning}\n${xmlWeather}`,
      start: { insideReasoning: true },
      expected: { reasoning, calls: [weatherCall] },
    },
    {
      title: "a call cut by a limit",
      raw: "<tool_call>\n<function=get_weather>\n<parameter=city>\nBe",
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
  ],
};

const glmBody = (tag: string, pairs: readonly (readonly [string, string])[], newline: string) =>
  `<tool_call>${tag}${newline}${pairs.map(([key, value]) => `<arg_key>${key}</arg_key>${newline}<arg_value>${value}</arg_value>${newline}`).join("")}</tool_call>`;
const glmCalls = (newline: string) =>
  [
    glmBody("get_weather", [["city", city], ["days", "2"]], newline), // prettier-ignore
    glmBody("write_file", [["path", path], ["text", text], ["opts", options]], newline), // prettier-ignore
  ].join(newline);

export const glm: FamilySamples = {
  title: "GLM",
  template: "<tool_call><arg_key>",
  tokens: [
    "<think>",
    "</think>",
    "<tool_call>",
    "</tool_call>",
    "<arg_key>",
    "</arg_key>",
    "<arg_value>",
    "</arg_value>",
  ],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "reasoning and two calls of 4.7",
      raw: `${reasoning}</think>${glmCalls("")}`,
      start: { insideReasoning: true },
      expected: { reasoning, calls: bothCalls },
    },
    {
      title: "reasoning and two calls of 4.6",
      raw: `\n<think>${reasoning}</think>\n${glmCalls("\n")}`,
      expected: { reasoning, calls: bothCalls },
    },
    {
      title: "a call without arguments",
      raw: "<tool_call>get_weather</tool_call>",
      expected: { calls: [{ name: "get_weather", arguments: {} }] },
    },
    {
      title: "text before, between and after calls",
      raw: "One.<tool_call>get_weather<arg_key>city</arg_key><arg_value>Bern</arg_value></tool_call>Two.",
      expected: { content: "One.Two.", calls: [bernCall] },
    },
    {
      title: "a call cut by a limit",
      raw: "<tool_call>get_weather<arg_key>city</arg_key><arg_value>Be",
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
  ],
};

export const nemotronNano2: FamilySamples = {
  title: "Nemotron Nano v2",
  template: "<TOOLCALL>",
  tokens: [],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "reasoning and two calls",
      raw: `${reasoning}\n</think>\n\n<TOOLCALL>[{"name": "get_weather", "arguments": ${weatherJson}}, {"name": "write_file", "arguments": ${fileJson}}]</TOOLCALL>`,
      start: { insideReasoning: true },
      expected: { reasoning, calls: bothCalls },
    },
    {
      title: "the second call cut by a limit",
      raw: '<TOOLCALL>[{"name": "get_weather", "arguments": {"city": "Bern"}}, {"name": "write_file", "arguments": {"pa',
      end: "length",
      expected: { calls: [bernCall], cutOff: ["write_file"] },
    },
  ],
};

export const seedOss: FamilySamples = {
  title: "Seed-OSS",
  template: "<seed:tool_call>",
  tokens: ["<seed:think>", "</seed:think>", "<seed:tool_call>", "</seed:tool_call>"],
  samples: [
    ...plainAnswers,
    {
      title: "reasoning and two calls",
      raw: `<seed:think>${reasoning}</seed:think>\n<seed:tool_call>\n<function=get_weather>\n<parameter=city>${city}</parameter>\n<parameter=days>2</parameter>\n</function>\n</seed:tool_call>\n<seed:tool_call>\n<function=write_file>\n<parameter=path>${path}</parameter>\n<parameter=text>${text}</parameter>\n<parameter=opts>${options}</parameter>\n</function>\n</seed:tool_call>`,
      expected: { reasoning, calls: bothCalls },
    },
    {
      title: "white space of the value's own",
      raw: "<seed:tool_call>\n<function=write_file>\n<parameter=text>\n a\n</parameter>\n</function>\n</seed:tool_call>",
      expected: { calls: [{ name: "write_file", arguments: { text: "\n a\n" } }] },
    },
  ],
};
