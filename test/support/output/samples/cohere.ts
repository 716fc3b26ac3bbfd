import type { FamilySamples, OutputSample } from "../output-sample";
import { bernCall, fileCall, pieces, weatherCall } from "../shared-pieces";
import { plainAnswers } from "./common";

const { reasoning, weatherJson, fileJson } = pieces;
const action = `<|START_ACTION|>[\n    {"tool_call_id": "0", "tool_name": "get_weather", "parameters": ${weatherJson}},\n    {"tool_call_id": "1", "tool_name": "write_file", "parameters": ${fileJson}}\n]<|END_ACTION|>`;
const calls = [
  { ...weatherCall, id: "0" },
  { ...fileCall, id: "1" },
];
const tokens = [
  "<|START_THINKING|>",
  "<|END_THINKING|>",
  "<|START_ACTION|>",
  "<|END_ACTION|>",
  "<|START_RESPONSE|>",
  "<|END_RESPONSE|>",
  "<|START_TEXT|>",
  "<|END_TEXT|>",
];

const shared: readonly OutputSample[] = [
  ...plainAnswers,
  {
    title: "reasoning and two calls",
    raw: `<|START_THINKING|>${reasoning}<|END_THINKING|>${action}`,
    expected: { reasoning, calls },
  },
  {
    title: "reasoning that the prompt opened, and two calls",
    raw: `${reasoning}<|END_THINKING|>${action}`,
    start: { insideReasoning: true },
    expected: { reasoning, calls },
  },
  {
    title: "calls that end reasoning",
    raw: `<|START_THINKING|>${reasoning}${action}`,
    expected: { reasoning, calls },
  },
  {
    title: "a missing closer at the end",
    raw: '<|START_ACTION|>[{"tool_call_id": "0", "tool_name": "get_weather", "parameters": {"city": "Bern"}}]',
    expected: { calls: [{ ...bernCall, id: "0" }] },
  },
  {
    title: "a call cut by a limit",
    raw: '<|START_ACTION|>[{"tool_call_id": "0", "tool_name": "get_weather", "parameters": {"city": "Be',
    end: "length",
    expected: { cutOff: ["get_weather"] },
  },
  {
    title: "parameters before the name",
    raw: '<|START_ACTION|>[{"parameters": {"city": "Bern"}, "tool_name": "get_weather", "tool_call_id": "7"}]<|END_ACTION|>',
    expected: { calls: [{ ...bernCall, id: "7" }] },
  },
];

export const cohere: FamilySamples = {
  title: "Cohere R7B and A",
  template: "<|START_ACTION|><|START_RESPONSE|>",
  tokens,
  samples: [
    ...shared,
    {
      title: "reasoning and a response",
      raw: "<|START_THINKING|>Easy.<|END_THINKING|><|START_RESPONSE|>Hi!<|END_RESPONSE|>",
      expected: { reasoning: "Easy.", content: "Hi!" },
    },
    {
      // The template asks for these only with `enable_citations`: who does, wants to see them.
      title: "a response with grounding",
      raw: "<|START_RESPONSE|>It is <co>3 °C</co: 0:[1]>.<|END_RESPONSE|>",
      expected: { content: "It is <co>3 °C</co: 0:[1]>." },
    },
  ],
};

export const cohereNewer: FamilySamples = {
  title: "newer Cohere",
  template: "<|START_ACTION|><|START_TEXT|>",
  tokens,
  samples: [
    ...shared,
    {
      title: "reasoning without an end before the text",
      raw: "Easy.<|START_TEXT|>Hi!<|END_TEXT|>",
      start: { insideReasoning: true },
      expected: { reasoning: "Easy.", content: "Hi!" },
    },
  ],
};

export const commandRPlus: FamilySamples = {
  title: "Command R+",
  template: "Action: ```json directly-answer tool_name",
  tokens: [],
  samples: [
    ...plainAnswers,
    {
      title: "two calls",
      raw: `Action:\n\`\`\`json\n[\n    {\n        "tool_name": "get_weather",\n        "parameters": ${weatherJson}\n    },\n    {"tool_name": "write_file", "parameters": ${fileJson}}\n]\`\`\``,
      expected: { calls: [weatherCall, fileCall] },
    },
    {
      title: "a plan before a call",
      raw: 'Plan: I look.\nAction: ```json\n[{"tool_name": "get_weather", "parameters": {"city": "Bern"}}]\n```',
      expected: { content: "Plan: I look.", calls: [bernCall] },
    },
    {
      title: "the tool that is none",
      raw: 'Action: ```json\n[{"tool_name": "directly-answer", "parameters": {}}]\n```',
      expected: {},
    },
  ],
};
