import type { FamilySamples } from "../output-sample";
import { bernCall, bothCalls, fileCall, pieces, weatherCall } from "../shared-pieces";
import { plainAnswers, thinkSamples } from "./common";

const { reasoning, city, path, text, options, weatherJson, fileJson } = pieces;

const invokes = `<invoke name="get_weather">\n<parameter name="city">${city}</parameter>\n<parameter name="days">2</parameter>\n</invoke>\n<invoke name="write_file">\n<parameter name="path">${path}</parameter>\n<parameter name="text">${text}</parameter>\n<parameter name="opts">${options}</parameter>\n</invoke>`;

export const miniMaxM2: FamilySamples = {
  title: "MiniMax M2",
  template: "<minimax:tool_call>",
  tokens: ["<think>", "</think>", "<minimax:tool_call>", "</minimax:tool_call>"],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "reasoning and two calls",
      raw: `${reasoning}\n</think>\n\n\n<minimax:tool_call>\n${invokes}\n</minimax:tool_call>`,
      start: { insideReasoning: true },
      expected: { reasoning, calls: bothCalls },
    },
    {
      title: "a section that ends reasoning, and text after it",
      raw: `${reasoning}<minimax:tool_call>\n${invokes}\n</minimax:tool_call>Done.`,
      start: { insideReasoning: true },
      expected: { reasoning, content: "Done.", calls: bothCalls },
    },
    {
      title: "apostrophes around names",
      raw: "<minimax:tool_call>\n<invoke name='get_weather'>\n<parameter name='city'>Bern</parameter>\n</invoke>\n</minimax:tool_call>",
      expected: { calls: [bernCall] },
    },
    {
      title: "a call cut by a limit",
      raw: '<minimax:tool_call>\n<invoke name="get_weather">\n<parameter name="city">Be',
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
  ],
};

const N = "]<]minimax[>[";

export const miniMaxM3: FamilySamples = {
  title: "MiniMax M3",
  template: N,
  tokens: [N, "<mm:think>", "</mm:think>"],
  samples: [
    ...plainAnswers,
    {
      title: "reasoning and two calls",
      raw: `<mm:think>${reasoning}</mm:think>${N}<tool_call>\n${N}<invoke name="get_weather">${N}<city>${city}${N}</city>${N}<days>2${N}</days>${N}</invoke>\n${N}<invoke name="write_file">${N}<path>${path}${N}</path>${N}<text>${text}${N}</text>${N}<opts>${N}<dry>true${N}</dry>${N}<tags>${N}<item>ü${N}</item>${N}</tags>${N}</opts>${N}</invoke>\n${N}</tool_call>`,
      expected: { reasoning, calls: bothCalls },
    },
    { title: "a bare closer before the answer", raw: "</mm:think>Hi!", expected: { content: "Hi!" } },
  ],
};

export const kimiK2: FamilySamples = {
  title: "Kimi K2",
  template: "<|tool_calls_section_begin|>",
  tokens: [
    "<|tool_calls_section_begin|>",
    "<|tool_call_begin|>",
    "<|tool_call_argument_begin|>",
    "<|tool_call_end|>",
    "<|tool_calls_section_end|>",
  ],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "reasoning and two calls",
      raw: `<think>${reasoning}</think><|tool_calls_section_begin|><|tool_call_begin|>functions.get_weather:0<|tool_call_argument_begin|>${weatherJson}<|tool_call_end|><|tool_call_begin|>functions.write_file:1<|tool_call_argument_begin|>${fileJson}<|tool_call_end|><|tool_calls_section_end|>`,
      expected: {
        reasoning,
        calls: [
          { ...weatherCall, id: "functions.get_weather:0" },
          { ...fileCall, id: "functions.write_file:1" },
        ],
      },
    },
    {
      title: "a call inside reasoning, without a section and without closers",
      raw: `${reasoning}<|tool_call_begin|>functions.get_weather:3<|tool_call_argument_begin|>{"city": "Bern"}`,
      start: { insideReasoning: true },
      expected: { reasoning, calls: [{ ...bernCall, id: "functions.get_weather:3" }] },
    },
    {
      title: "a call cut by a limit",
      raw: '<|tool_calls_section_begin|><|tool_call_begin|>functions.get_weather:0<|tool_call_argument_begin|>{"city": "Be',
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
  ],
};

const k3Argument = (key: string, type: string, value: string) =>
  `<|open|>argument key="${key}" type="${type}"<|sep|>${value}<|close|>argument<|sep|>`;

export const kimiK3: FamilySamples = {
  title: "Kimi K3",
  template: "<|open|><|close|><|end_of_msg|>",
  tokens: ["<|open|>", "<|close|>", "<|sep|>", "<|end_of_msg|>"],
  samples: [
    {
      title: "reasoning and two calls",
      raw: `${reasoning}<|close|>think<|sep|><|open|>response<|sep|><|close|>response<|sep|><|open|>tools<|sep|><|open|>call tool="get_weather" index="1"<|sep|>${k3Argument("city", "string", city)}${k3Argument("days", "number", "2")}<|close|>call<|sep|><|open|>call tool="write_file" index="2"<|sep|>${k3Argument("path", "string", path)}${k3Argument("text", "string", text)}${k3Argument("opts", "object", options)}<|close|>call<|sep|><|close|>tools<|sep|><|close|>message<|sep|><|end_of_msg|>`,
      start: { insideReasoning: true },
      expected: { reasoning, calls: bothCalls },
    },
    {
      title: "reasoning and an answer",
      raw: "Easy.<|close|>think<|sep|><|open|>response<|sep|>Hi!<|close|>response<|sep|><|close|>message<|sep|><|end_of_msg|>",
      start: { insideReasoning: true },
      expected: { reasoning: "Easy.", content: "Hi!" },
    },
  ],
};

const dsml = (block: string) =>
  `\n\n<｜DSML｜${block}>\n<｜DSML｜invoke name="get_weather">\n<｜DSML｜parameter name="city" string="true">${city}</｜DSML｜parameter>\n<｜DSML｜parameter name="days" string="false">2</｜DSML｜parameter>\n</｜DSML｜invoke>\n<｜DSML｜invoke name="write_file">\n<｜DSML｜parameter name="path" string="true">${path}</｜DSML｜parameter>\n<｜DSML｜parameter name="text" string="true">${text}</｜DSML｜parameter>\n<｜DSML｜parameter name="opts" string="false">${options}</｜DSML｜parameter>\n</｜DSML｜invoke>\n</｜DSML｜${block}>`;

export const deepSeekDsml: FamilySamples = {
  title: "DeepSeek V3.2 and V4",
  template: "DSML function_calls",
  tokens: ["<think>", "</think>", "｜DSML｜"],
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    ...["function_calls", "tool_calls"].map((block) => ({
      title: `reasoning and two calls in ${block}`,
      raw: `${reasoning}</think>${dsml(block)}`,
      start: { insideReasoning: true },
      expected: { reasoning, calls: bothCalls },
    })),
    {
      title: "a block that ends reasoning",
      raw: `${reasoning}${dsml("function_calls")}`,
      start: { insideReasoning: true },
      expected: { reasoning, calls: bothCalls },
    },
  ],
};

const deepSeekTokens = [
  "<｜tool▁calls▁begin｜>",
  "<｜tool▁call▁begin｜>",
  "<｜tool▁sep｜>",
  "<｜tool▁call▁end｜>",
  "<｜tool▁calls▁end｜>",
];

export const deepSeekV31: FamilySamples = {
  title: "DeepSeek V3.1",
  template: "<｜tool▁calls▁begin｜>",
  tokens: deepSeekTokens,
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "two calls",
      raw: `<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>get_weather<｜tool▁sep｜>${weatherJson}<｜tool▁call▁end｜><｜tool▁call▁begin｜>write_file<｜tool▁sep｜>${fileJson}<｜tool▁call▁end｜><｜tool▁calls▁end｜>`,
      expected: { calls: bothCalls },
    },
  ],
};

export const deepSeekR1: FamilySamples = {
  title: "DeepSeek R1",
  template: "<｜tool▁calls▁begin｜> ```json",
  tokens: deepSeekTokens,
  samples: [
    ...plainAnswers,
    ...thinkSamples,
    {
      title: "reasoning and two calls",
      raw: `${reasoning}\n</think>\n\n<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>get_weather\n\`\`\`json\n${weatherJson}\n\`\`\`<｜tool▁call▁end｜>\n<｜tool▁call▁begin｜>function<｜tool▁sep｜>write_file\n\`\`\`json\n${fileJson}\`\`\`<｜tool▁call▁end｜><｜tool▁calls▁end｜>`,
      start: { insideReasoning: true },
      expected: { reasoning, calls: bothCalls },
    },
  ],
};
