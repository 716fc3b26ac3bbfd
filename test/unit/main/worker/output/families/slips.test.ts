import { expect, it } from "vitest";
import { familyOf } from "../../../../../../src/main/worker/output/families";
import type { OutputStart } from "../../../../../../src/main/worker/output/output-parser";
import type { OutputSample } from "../../../../../support/output/output-sample";
import { parseEveryWay } from "../../../../../support/output/parse-every-way";
import { bernCall, bothCalls, pieces, weatherCall } from "../../../../../support/output/shared-pieces";

const { weatherJson, fileJson, reasoning } = pieces;
const bernJson = '{"city": "Bern"}';
const dsmlCall = (sign: string) =>
  `<${sign}invoke name="get_weather">\n<${sign}parameter name="city" string="true">Bern</${sign}parameter>\n</${sign}invoke>\n`;
const xmlCall = "<function=get_weather>\n<parameter=city>\nBern\n</parameter>\n</function>\n</tool_call>";
const sign = "]<]minimax[>[";
const inside: Partial<OutputStart> = { insideReasoning: true };

/** What models get wrong, or right in a rarer way: template, output, what must come of it. */
const slips: readonly (readonly [string, string, OutputSample["expected"], Partial<OutputStart>?])[] = [
  [
    "<tool_call>",
    String.raw`<tool_call>{"type": "function", "function": {"name": "get_weather", "arguments": "{\"city\": \"Bern\"}"}}</tool_call>`,
    { calls: [bernCall] },
  ],
  ["<tool_call>", `<tool_call>{"arguments": ${bernJson}, "name": "get_weather"}}\n</tool_call>`, { calls: [bernCall] }],
  [
    "<tool_call>",
    '<tool_call>{"name": "get_weather"}</tool_call>',
    { calls: [{ name: "get_weather", arguments: {} }] },
  ],
  [
    "<tool_call>",
    `Hm.\n<tool_call>{"name": "get_weather", "arguments": ${bernJson}`,
    { content: "Hm.", calls: [bernCall] },
  ],
  ["<function=f><parameter=k>", `<tool_call>\n${xmlCall.replace("</tool_call>", "")}`, { calls: [bernCall] }],
  ["<function=f><parameter=k>", "<function=unknown>\n</function>", { content: "<function=unknown>\n</function>" }],
  [
    "<function=f><parameter=k>",
    "std::function<void()> and <function=get_weather> too",
    { content: "std::function<void()> and <function=get_weather> too" },
  ],
  ["<function=f><parameter=k>", `${reasoning}\n<tool_call>\n${xmlCall}`, { reasoning, calls: [bernCall] }, inside],
  [
    "<function=f><parameter=k>",
    "<tool_call> is how I call.\n</think>Yes.",
    { reasoning: "<tool_call> is how I call.", content: "Yes." },
    inside,
  ],
  [
    "<function=f><parameter=k>",
    `<tool_call>{"name": "get_weather", "arguments": ${bernJson}}</tool_call>`,
    { calls: [bernCall] },
  ],
  ["<arg_key>", "<tool_call>get_weather\n<arg_key>city</arg_key><arg_value>Bern</tool_call>", { calls: [bernCall] }],
  [
    "<arg_key>",
    "<tool_call>get_weather</tool_call>It is",
    { content: "It is", calls: [{ name: "get_weather", arguments: {} }] },
  ],
  [
    "<arg_key>",
    "<tool_call>get_weather<arg_key>city</arg_key><arg_value> 12 </arg_value></tool_call>",
    { calls: [{ name: "get_weather", arguments: { city: " 12 " } }] },
  ],
  [
    "<|tool_calls_section_begin|>",
    `(no content)<|tool_call_section_begin|><|tool_call_begin|>functionsget_weather5<|tool_call_argument_begin|>${bernJson}<|tool_call_section_end|>`,
    { calls: [{ ...bernCall, id: "functionsget_weather5" }] },
  ],
  [
    "<|tool_calls_section_begin|>",
    `<|tool_call_begin|>functions.get_weather:0<|tool_call_argument_begin|>${weatherJson}<|tool_call_begin|>functions.write_file:1<|tool_call_argument_begin|>${fileJson}`,
    { calls: bothCalls.map((call, index) => ({ ...call, id: `functions.${call.name}:${index}` })) },
  ],
  ["<|tool_calls_section_begin|>", "(no content)", { content: "(no content)" }],
  [
    "<|open|><|close|><|end_of_msg|>",
    `Hm.<|open|>response<|sep|>Yes.<|open|>tools<|sep|><|open|>call tool="get_weather" index="1"<|sep|><|open|>json type="object"<|sep|>${bernJson}<|close|>json<|sep|><|close|>call<|sep|><|close|>tools<|sep|><|close|>message<|sep|>`,
    { reasoning: "Hm.", content: "Yes.", calls: [bernCall] },
    inside,
  ],
  ...["｜DSML｜", "｜｜DSML｜｜", "‖DSML‖", "|DSML|"].map(
    (tag) =>
      [
        "DSML",
        `Hm.\n\n<${tag}tool_calls>\n${dsmlCall(tag)}</${tag}tool_calls>`,
        { content: "Hm.", calls: [bernCall] },
      ] as const,
  ),
  ["DSML", `${reasoning}\n\n${dsmlCall("｜DSML｜")}`, { reasoning, calls: [bernCall] }, inside],
  [
    "DSML",
    `<｜DSML｜toolcalls>\n<｜DSML｜invoke name="get_weather">\n<｜DSML｜parameter>\n</｜DSML｜invoke>\n${dsmlCall("｜DSML｜")}</｜DSML｜toolcalls>`,
    { content: "<｜DSML｜parameter>\n</｜DSML｜invoke>", calls: [bernCall], cutOff: ["get_weather"] },
  ],
  [
    "DSML",
    '<｜DSML｜tool_calls>\n<｜DSML｜invoke name="get_weather">\n\n</｜DSML｜invoke>\n</｜DSML｜tool_calls>',
    { calls: [{ name: "get_weather", arguments: {} }] },
  ],
  [
    "<｜tool▁calls▁begin｜>",
    `${reasoning}<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>get_weather<｜tool▁sep｜>${weatherJson}<｜tool▁call▁end｜><｜tool▁calls▁end｜>`,
    { reasoning, calls: [weatherCall] },
    inside,
  ],
  [
    "<minimax:tool_call>",
    `<think>Again.</think>\n<invoke name="get_weather">\n<parameter name="city">Bern</parameter>\n</invoke>`,
    { reasoning: "Again.", calls: [bernCall] },
    inside,
  ],
  ["<minimax:tool_call>", "I write <minimax:tool_call> so.", { content: "I write <minimax:tool_call> so." }],
  [
    sign,
    `${sign}<tool_call>\n${sign}<invoke name="write_file">${sign}<opts>${sign}</opts>${sign}<text></text>${sign}</text>${sign}</invoke>\n${sign}</tool_call>`,
    { calls: [{ name: "write_file", arguments: { opts: {}, text: "</text>" } }] },
  ],
  [
    "<TOOLCALL>",
    String.raw`<TOOLCALL>[{"name": "get_weather", "arguments": "{\"city\": \"Bern\"}"}]`,
    { calls: [bernCall] },
  ],
  [
    "",
    `Sure:\n\`\`\`json\n[{"name": "get_weather", "parameters": ${bernJson}}]\n\`\`\``,
    { content: "Sure:", calls: [bernCall] },
  ],
  ["", '[{"name": "Bern"}]', { content: '[{"name": "Bern"}]' }],
];

const cases = slips.map(([template, raw, expected, start]) => ({ template, raw, expected, start }));

it.each(cases)("reads $template: $raw", ({ template, raw, expected, start }) => {
  const family = { title: template, template, tokens: [], samples: [] };
  const sample: OutputSample =
    start === undefined ? { title: raw, raw, expected } : { title: raw, raw, expected, start };
  parseEveryWay(family, sample, familyOf(template).parser);
  expect.hasAssertions();
});
