import type { FamilySamples } from "../output-sample";
import { bothCalls, pieces, weatherCall } from "../shared-pieces";

const { reasoning, weatherJson, fileJson } = pieces;
const thought = `<|channel|>analysis<|message|>${reasoning}<|end|>`;

export const harmony: FamilySamples = {
  title: "gpt-oss",
  template: "<|start|><|channel|><|message|>",
  tokens: ["<|start|>", "<|channel|>", "<|message|>", "<|constrain|>", "<|end|>", "<|return|>", "<|call|>"],
  samples: [
    {
      title: "reasoning and an answer",
      raw: "<|channel|>analysis<|message|>Easy.<|end|><|start|>assistant<|channel|>final<|message|>Hi!<|return|>",
      expected: { reasoning: "Easy.", content: "Hi!" },
    },
    {
      title: "an answer whose end the engine took",
      raw: "<|channel|>final<|message|>Hi `there`!",
      expected: { content: "Hi `there`!" },
    },
    {
      title: "a call with the recipient in the channel",
      raw: `${thought}<|start|>assistant<|channel|>commentary to=functions.get_weather <|constrain|>json<|message|>${weatherJson}<|call|>`,
      expected: { reasoning, calls: [weatherCall] },
    },
    {
      title: "a call with the recipient in the role",
      raw: `${thought}<|start|>assistant to=functions.get_weather<|channel|>commentary json<|message|>${weatherJson}<|call|>`,
      expected: { reasoning, calls: [weatherCall] },
    },
    {
      title: "a call with the recipient right at the start",
      raw: ` to=functions.get_weather<|channel|>commentary <|constrain|>json<|message|>${weatherJson}`,
      expected: { calls: [weatherCall] },
    },
    {
      title: "a call on the analysis channel",
      raw: `<|channel|>analysis to=functions.get_weather<|message|>${weatherJson}<|call|>`,
      expected: { calls: [weatherCall] },
    },
    {
      title: "a preamble and two calls",
      raw: `${thought}<|start|>assistant<|channel|>commentary<|message|>I look.<|end|><|start|>assistant<|channel|>commentary to=functions.get_weather <|constrain|>json<|message|>${weatherJson}<|call|><|start|>assistant<|channel|>commentary to=functions.write_file <|constrain|>json<|message|>${fileJson}<|call|>`,
      expected: { reasoning, content: "I look.", calls: bothCalls },
    },
    {
      title: "a message to a tool that nobody offered",
      raw: `<|channel|>analysis to=python<|message|>print(1)<|call|><|start|>assistant<|channel|>final<|message|>One.`,
      expected: { reasoning: "print(1)", content: "One." },
    },
    {
      title: "junk between channel and name",
      raw: "<|channel|>commentary to=assistant<|channel|>analysis<|message|>Easy.<|end|><|start|>assistant<|channel|>final<|message|>Hi!",
      expected: { reasoning: "Easy.", content: "Hi!" },
    },
    {
      title: "a doubled start and stray text before it",
      raw: "<|channel|>analysis<|message|>Easy.<|end|>\n.<|start|><|start|>assistant<|channel|>final<|message|>Hi!",
      expected: { reasoning: "Easy.", content: "Hi!" },
    },
    {
      title: "an unknown channel",
      raw: "<|channel|>––thoughts?<|message|>Easy.<|end|><|start|>assistant<|channel|>final<|message|>Hi!",
      expected: { reasoning: "Easy.", content: "Hi!" },
    },
    {
      title: "a channel word with junk around it",
      raw: "<|channel|>final2<|message|>Hi!",
      expected: { content: "Hi!" },
    },
    {
      title: "an empty channel",
      raw: "<|channel|><|message|>Easy.<|end|><|start|>assistant<|channel|>final<|message|>Hi!",
      expected: { reasoning: "Easy.", content: "Hi!" },
    },
    {
      title: "a forgotten message marker",
      raw: "<|channel|>analysisWe need to.<|end|><|start|>assistant<|channel|>final<|message|>Hi!",
      expected: { reasoning: "We need to.", content: "Hi!" },
    },
    {
      title: "a header cut by a limit",
      raw: "<|channel|>commentary to=functions.get_wea",
      end: "length",
      expected: {},
    },
    {
      title: "markers quoted in code",
      raw: "<|channel|>final<|message|>Write `<|end|>` there.<|return|>",
      markersAs: "text",
      expected: { content: "Write `<|end|>` there." },
    },
    {
      title: "a call cut by a limit",
      raw: '<|channel|>commentary to=functions.get_weather <|constrain|>json<|message|>{"city": "Be',
      end: "length",
      expected: { cutOff: ["get_weather"] },
    },
    {
      title: "reasoning cut by a limit",
      raw: "<|channel|>analysis<|message|>Easy",
      end: "length",
      expected: { reasoning: "Easy" },
    },
    {
      title: "two pieces of reasoning",
      raw: "<|channel|>analysis<|message|>One.<|end|><|start|>assistant<|channel|>analysis<|message|>Two.<|end|><|start|>assistant<|channel|>final<|message|>Hi!",
      expected: { reasoning: "One.\nTwo.", content: "Hi!" },
    },
    { title: "plain text without any header", raw: "Hi there.", expected: { content: "Hi there." } },
    {
      title: "a call without tools",
      raw: `<|channel|>commentary to=functions.get_weather <|constrain|>json<|message|>{"city": "Bern"}<|call|>`,
      start: { tools: [] },
      expected: { reasoning: '{"city": "Bern"}' },
    },
    { title: "nothing", raw: "", expected: {} },
  ],
};
