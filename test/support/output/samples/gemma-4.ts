import type { FamilySamples } from "../output-sample";
import { bernCall, bothCalls, fileCall, pieces, weatherCall } from "../shared-pieces";
import { plainAnswers, thinkSamples } from "./common";

const { reasoning, city, path, text } = pieces;
const quote = '<|"|>';
const weather = `<|tool_call>call:get_weather{city:${quote}${city}${quote},days:2}<tool_call|>`;
const file = `<|tool_call>call:write_file{opts:{dry:true,tags:[${quote}ü${quote}]},path:${quote}${path}${quote},text:${quote}${text}${quote}}<tool_call|>`;

export const gemma4: FamilySamples = {
  title: "Gemma 4",
  template: "<|tool_call>call:",
  tokens: ["<|channel>", "<channel|>", "<|tool_call>", "<tool_call|>", quote],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "reasoning and two calls",
      raw: `<|channel>thought\n${reasoning}\n<channel|>${weather}${file}`,
      expected: { reasoning, calls: bothCalls },
    },
    {
      title: "text before a call",
      raw: `Let me look.${weather}`,
      expected: { content: "Let me look.", calls: [weatherCall] },
    },
    {
      title: "an empty thought channel after the answer",
      raw: "It is 3 °C.<|channel>thought\n<channel|>",
      expected: { content: "It is 3 °C." },
    },
    { title: "a lone closer after the answer", raw: "It is 3 °C.<channel|>", expected: { content: "It is 3 °C." } },
    {
      title: "a doubled opener",
      raw: "<|channel><|channel>thought\nCheck.\n<channel|>Done.",
      expected: { reasoning: "Check.", content: "Done." },
    },
    {
      title: "a call that ends reasoning",
      raw: `<|channel>thought\n${reasoning}\n${weather}`,
      expected: { reasoning, calls: [weatherCall] },
    },
    {
      title: "a call without arguments",
      raw: "<|tool_call>call:get_weather{}<tool_call|>",
      expected: { calls: [{ name: "get_weather", arguments: {} }] },
    },
    {
      title: "a missing opening quote",
      raw: `<|tool_call>call:get_weather{city:Bern, Aare${quote},days:2}<tool_call|>`,
      expected: { calls: [{ name: "get_weather", arguments: { city: "Bern, Aare", days: 2 } }] },
    },
    {
      title: "plain quotes inside an object and an array",
      raw: `<|tool_call>call:write_file{path:${quote}a${quote},opts:{dry:"no",tags:['a, b',"c"]}}<tool_call|>`,
      expected: { calls: [{ name: "write_file", arguments: { path: "a", opts: { dry: "no", tags: ["a, b", "c"] } } }] },
    },
    {
      title: "equals signs for colons",
      raw: `<|tool_call>call:get_weather{city=${quote}Bern${quote},days=-2.5}<tool_call|>`,
      expected: { calls: [{ name: "get_weather", arguments: { city: "Bern", days: -2.5 } }] },
    },
    {
      title: "parentheses for braces",
      raw: `<|tool_call>call:get_weather(city:${quote}Bern${quote})<tool_call|>`,
      expected: { calls: [bernCall] },
    },
    {
      title: "no word `call`",
      raw: `<|tool_call>get_weather{city:${quote}Bern${quote}}<tool_call|>`,
      expected: { calls: [bernCall] },
    },
    {
      title: "a colon without the word `call`",
      raw: `<|tool_call>:get_weather{city:${quote}Bern${quote}}<tool_call|>`,
      expected: { calls: [bernCall] },
    },
    {
      title: "a null, a false and a nested list",
      raw: "<|tool_call>call:write_file{opts:{a:null,b:false,c:[[1,2],[]]}}<tool_call|>",
      expected: { calls: [{ name: "write_file", arguments: { opts: { a: null, b: false, c: [[1, 2], []] } } }] },
    },
    {
      title: "a missing closer at the end",
      raw: `<|tool_call>call:get_weather{city:${quote}Bern${quote}}`,
      expected: { calls: [bernCall] },
    },
    {
      title: "a call cut by a limit",
      raw: `<|tool_call>call:get_weather{city:${quote}Be`,
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
    {
      title: "markup without tools",
      raw: weather,
      start: { tools: [] },
      expected: { content: weather },
    },
    {
      title: "only the first of two calls, when one is allowed",
      raw: `${weather}${file}`,
      start: { parallelCalls: false },
      expected: { calls: [weatherCall] },
    },
    {
      title: "the second call alone",
      raw: file,
      expected: { calls: [fileCall] },
    },
  ],
};
