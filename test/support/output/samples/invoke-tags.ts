import type { FamilySamples } from "../output-sample";
import { bernCall, bothCalls, pieces, weatherCall } from "../shared-pieces";
import { plainAnswers, thinkSamples } from "./common";

const { reasoning, city, path, text, options } = pieces;

const museWeather = `<atem:function_calls>\n<atem:invoke name="get_weather">\n<atem:parameter name="city">${city}</atem:parameter>\n<atem:parameter name="days">2</atem:parameter>\n</atem:invoke>\n</atem:function_calls>`;
const museFile = `<atem:function_calls>\n<atem:invoke name="write_file">\n<atem:parameter name="path">${path}</atem:parameter>\n<atem:parameter name="text">${text}</atem:parameter>\n<atem:parameter name="opts">${options}</atem:parameter>\n</atem:invoke>\n</atem:function_calls>`;

export const muse: FamilySamples = {
  title: "Muse Glimmer",
  template: "<atem:function_calls>",
  tokens: ["<|message|>", "<|start|>", "<|eom|>", "<|eot|>"],
  samples: [
    {
      title: "reasoning and an answer",
      raw: " to=self<|message|>Easy.<|eom|><|start|>assistant to=user<|message|>Hi!<|eot|>",
      expected: { reasoning: "Easy.", content: "Hi!" },
    },
    {
      title: "reasoning and two calls",
      raw: ` to=self<|message|>${reasoning}<|eom|><|start|>assistant to=get_weather<|message|>${museWeather}<|eom|><|start|>assistant to=write_file<|message|>${museFile}<|eot|>`,
      expected: { reasoning, calls: bothCalls },
    },
    { title: "plain text", raw: "Hi there.", expected: { content: "Hi there." } },
    {
      title: "a call cut by a limit",
      raw: ` to=get_weather<|message|><atem:function_calls>\n<atem:invoke name="get_weather">\n<atem:parameter name="city">Be`,
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
  ],
};

export const miniCpm5: FamilySamples = {
  title: "MiniCPM5",
  template: '<function name="f"><param name="k">',
  tokens: [],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "two calls with CDATA",
      raw: `<function name="get_weather"><param name="city">${city}</param><param name="days">2</param></function><function name="write_file"><param name="path">${path}</param><param name="text"><![CDATA[${text}]]></param><param name="opts">${options}</param></function>`,
      expected: { calls: bothCalls },
    },
    {
      title: "text before a call",
      raw: 'Let me look.\n<function name="get_weather"><param name="city">Bern</param></function>',
      expected: { content: "Let me look.", calls: [bernCall] },
    },
    {
      title: "a call without arguments",
      raw: '<function name="get_weather"></function>',
      expected: { calls: [{ name: "get_weather", arguments: {} }] },
    },
    {
      title: "a call cut by a limit",
      raw: '<function name="get_weather"><param name="city">Be',
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
  ],
};

export const hunyuan3: FamilySamples = {
  title: "Hunyuan 3",
  template: "<｜hy_",
  tokens: [],
  samples: [
    ...plainAnswers,
    {
      title: "reasoning and two calls",
      raw: `<think:opensource>${reasoning}</think:opensource><tool_calls:opensource>\n<tool_call:opensource>get_weather<tool_sep:opensource>\n<arg_key:opensource>city</arg_key:opensource>\n<arg_value:opensource>${city}</arg_value:opensource>\n<arg_key:opensource>days</arg_key:opensource>\n<arg_value:opensource>2</arg_value:opensource>\n</tool_call:opensource>\n<tool_call:opensource>write_file<tool_sep:opensource>\n<arg_key:opensource>path</arg_key:opensource>\n<arg_value:opensource>${path}</arg_value:opensource>\n<arg_key:opensource>text</arg_key:opensource>\n<arg_value:opensource>${text}</arg_value:opensource>\n<arg_key:opensource>opts</arg_key:opensource>\n<arg_value:opensource>${options}</arg_value:opensource>\n</tool_call:opensource>\n</tool_calls:opensource>`,
      expected: { reasoning, calls: bothCalls },
    },
    {
      title: "reasoning that the prompt opened, and an answer",
      raw: "Easy.</think:opensource>Hi!",
      start: { insideReasoning: true },
      expected: { reasoning: "Easy.", content: "Hi!" },
    },
    {
      title: "a call cut by a limit",
      raw: "<tool_calls:opensource>\n<tool_call:opensource>get_weather<tool_sep:opensource>\n<arg_key:opensource>city</arg_key:opensource>\n<arg_value:opensource>Be",
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
  ],
};

const glmWeather = `<tool_call>get_weather<arg_key>city</arg_key><arg_value>${city}</arg_value><arg_key>days</arg_key><arg_value>2</arg_value></tool_call>`;

export const ling3: FamilySamples = {
  title: "Ling 3",
  template: "<arg_key><role>ASSISTANT</role>",
  tokens: ["<think>", "</think>"],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "a call, with the end of the role as text",
      raw: `${reasoning}</think>${glmWeather}<|role_end|>`,
      start: { insideReasoning: true },
      expected: { reasoning, calls: [weatherCall] },
    },
  ],
};

export const laguna: FamilySamples = {
  title: "Laguna",
  template: "<arg_key><assistant>",
  tokens: ["<think>", "</think>"],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    { title: "a call", raw: glmWeather, expected: { calls: [weatherCall] } },
    { title: "an answer, with the end of the turn as text", raw: "Hi!</assistant>", expected: { content: "Hi!" } },
  ],
};
