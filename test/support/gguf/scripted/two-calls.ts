import { pieces } from "../../output/shared-pieces";

const { city, path, text, options, weatherJson, fileJson, pythonCalls } = pieces;

/** The one call of `get_weather` and the one of `write_file`, as each family writes them. */
export const twoCalls = {
  hermes: objects("<tool_call>\n", "\n</tool_call>", "\n"),
  hermesDense: objects("<tool_call>\n", "\n</tool_call>", ""),
  nemotronNano: `<TOOLCALL>${list("name", "arguments")}</TOOLCALL>`,
  apriel: `<tool_calls>${list("name", "arguments")}</tool_calls>`,
  miniMaxM1: `<tool_calls>\n${objects("", "", "\n")}\n</tool_calls>`,
  granite3: `<|tool_call|>${list("name", "arguments")}`,
  fireFunction: ` functools${list("name", "arguments")}`,
  llama3: `{"name": "get_weather", "parameters": ${weatherJson}}; {"name": "write_file", "parameters": ${fileJson}}`,
  apertus: `<|tools_prefix|>[{"get_weather": ${weatherJson}}, {"write_file": ${fileJson}}]<|tools_suffix|>`,
  cohere: `<|START_ACTION|>[\n    {"tool_call_id": "0", "tool_name": "get_weather", "parameters": ${weatherJson}},\n    {"tool_call_id": "1", "tool_name": "write_file", "parameters": ${fileJson}}\n]<|END_ACTION|>`,
  commandRPlus: `Action: \`\`\`json\n${list("tool_name", "parameters")}\n\`\`\``,
  mistralArray: `[TOOL_CALLS][{"name": "get_weather", "arguments": ${weatherJson}, "id": "abc123DEF"}, {"name": "write_file", "arguments": ${fileJson}, "id": "abc123DEG"}]`,
  mistralIds: `[TOOL_CALLS]get_weather[CALL_ID]abc123DEF[ARGS]${weatherJson}[TOOL_CALLS]write_file[CALL_ID]abc123DEG[ARGS]${fileJson}`,
  mistralArguments: `[TOOL_CALLS]get_weather[ARGS]${weatherJson}[TOOL_CALLS]write_file[ARGS]${fileJson}`,
  functionary31: `<function=get_weather>${weatherJson}</function><function=write_file>${fileJson}</function>`,
  functionary32: `get_weather\n${weatherJson}>>>write_file\n${fileJson}`,
  kimiK2: `<|tool_calls_section_begin|>${kimiCall("get_weather:0", weatherJson)}${kimiCall("write_file:1", fileJson)}<|tool_calls_section_end|>`,
  kimiK3: `<|open|>tools<|sep|>${xtml("get_weather", 1, [
    ["city", "string", city],
    ["days", "number", "2"],
  ])}${xtml("write_file", 2, [
    ["path", "string", path],
    ["text", "string", text],
    ["opts", "object", options],
  ])}<|close|>tools<|sep|>`,
  deepSeekR1: `<｜tool▁calls▁begin｜>${fenced("get_weather", weatherJson)}\n${fenced("write_file", fileJson)}<｜tool▁calls▁end｜>`,
  deepSeekV31: `<｜tool▁calls▁begin｜>${separated("get_weather", weatherJson)}${separated("write_file", fileJson)}<｜tool▁calls▁end｜>`,
  deepSeekV32: dsml("function_calls"),
  deepSeekV4: dsml("tool_calls"),
  python: pythonCalls,
  lfm2: `<|tool_call_start|>${pythonCalls}<|tool_call_end|>`,
  gemma4: `<|tool_call>call:get_weather{city:<|"|>${city}<|"|>,days:2}<tool_call|><|tool_call>call:write_file{opts:{dry:true,tags:[<|"|>ü<|"|>]},path:<|"|>${path}<|"|>,text:<|"|>${text}<|"|>}<tool_call|>`,
  // One call ends a message like any other here: the token for calls would end the whole turn.
  harmony: `<|start|>assistant${harmonyCall("get_weather", weatherJson)}<|end|><|start|>assistant${harmonyCall("write_file", fileJson)}`,
  solar: `<|begin|>assistant<|tool_calls|>${solarCall("get_weather", "a1", weatherJson)}${solarCall("write_file", "a2", fileJson)}`,
  muse: `<|start|>assistant to=get_weather<|message|>${museCall("get_weather", [
    ["city", city],
    ["days", "2"],
  ])}<|eom|><|start|>assistant to=write_file<|message|>${museCall("write_file", fileValues())}`,
  qwenXml: functionTag("<tool_call>\n", "\n</tool_call>", "\n"),
  stepXml: functionTag("<tool_call>\n", "\n</tool_call>", ""),
  seed: seedCalls(),
  glm46: glmCalls("\n"),
  glm47: glmCalls(""),
  hunyuan3: hunyuanCalls(),
  miniMaxM2: `<minimax:tool_call>\n${invoke("get_weather", [
    ["city", city],
    ["days", "2"],
  ])}\n${invoke("write_file", fileValues())}\n</minimax:tool_call>`,
  miniMaxM3: miniMaxM3Calls(),
  miniCpm5: `<function name="get_weather"><param name="city">${city}</param><param name="days">2</param></function><function name="write_file"><param name="path">${path}</param><param name="text"><![CDATA[${text}]]></param><param name="opts">${options}</param></function>`,
} as const;

type Values = readonly (readonly [key: string, value: string])[];

function fileValues(): Values {
  return [
    ["path", path],
    ["text", text],
    ["opts", options],
  ];
}

function bothValues(one: (name: string, values: Values) => string, between: string): string {
  const weather: Values = [
    ["city", city],
    ["days", "2"],
  ];
  return one("get_weather", weather) + between + one("write_file", fileValues());
}

function objects(opener: string, closer: string, between: string): string {
  const object = (name: string, json: string) => `${opener}{"name": "${name}", "arguments": ${json}}${closer}`;
  return object("get_weather", weatherJson) + between + object("write_file", fileJson);
}

function list(nameKey: string, valuesKey: string): string {
  return `[{"${nameKey}": "get_weather", "${valuesKey}": ${weatherJson}}, {"${nameKey}": "write_file", "${valuesKey}": ${fileJson}}]`;
}

function kimiCall(id: string, json: string): string {
  return `<|tool_call_begin|>functions.${id}<|tool_call_argument_begin|>${json}<|tool_call_end|>`;
}

function xtml(
  name: string,
  index: number,
  values: readonly (readonly [key: string, type: string, value: string])[],
): string {
  const argument = ([key, type, value]: readonly [string, string, string]) =>
    `<|open|>argument key="${key}" type="${type}"<|sep|>${value}<|close|>argument<|sep|>`;
  return `<|open|>call tool="${name}" index="${index}"<|sep|>${values.map(argument).join("")}<|close|>call<|sep|>`;
}

function fenced(name: string, json: string): string {
  return `<｜tool▁call▁begin｜>function<｜tool▁sep｜>${name}\n\`\`\`json\n${json}\n\`\`\`<｜tool▁call▁end｜>`;
}

function separated(name: string, json: string): string {
  return `<｜tool▁call▁begin｜>${name}<｜tool▁sep｜>${json}<｜tool▁call▁end｜>`;
}

function dsml(block: string): string {
  const call = (name: string, values: Values) => {
    const value = ([key, content]: Values[number]) =>
      `<｜DSML｜parameter name="${key}" string="${key !== "days" && key !== "opts"}">${content}</｜DSML｜parameter>\n`;
    return `<｜DSML｜invoke name="${name}">\n${values.map(value).join("")}</｜DSML｜invoke>\n`;
  };
  return `<｜DSML｜${block}>\n${bothValues(call, "")}</｜DSML｜${block}>`;
}

function harmonyCall(name: string, json: string): string {
  return `<|channel|>commentary to=functions.${name} <|constrain|>json<|message|>${json}`;
}

function solarCall(name: string, id: string, json: string): string {
  return `<|tool_call:begin|>${id}<|tool_call:name|>${name}<|tool_call:args|>${json}<|tool_call:end|>`;
}

function museCall(name: string, values: Values): string {
  const value = ([key, content]: Values[number]) => `<atem:parameter name="${key}">${content}</atem:parameter>\n`;
  return `<atem:function_calls>\n<atem:invoke name="${name}">\n${values.map(value).join("")}</atem:invoke>\n</atem:function_calls>`;
}

function functionTag(opener: string, closer: string, between: string): string {
  const call = (name: string, values: Values) => {
    const value = ([key, content]: Values[number]) => `<parameter=${key}>\n${content}\n</parameter>\n`;
    return `${opener}<function=${name}>\n${values.map(value).join("")}</function>${closer}`;
  };
  return bothValues(call, between);
}

function seedCalls(): string {
  const call = (name: string, values: Values) => {
    const value = ([key, content]: Values[number]) => `<parameter=${key}>${content}</parameter>\n`;
    return `<seed:tool_call>\n<function=${name}>\n${values.map(value).join("")}</function>\n</seed:tool_call>`;
  };
  return bothValues(call, "\n");
}

function glmCalls(gap: string): string {
  const call = (name: string, values: Values) => {
    const value = ([key, content]: Values[number]) =>
      `<arg_key>${key}</arg_key>${gap}<arg_value>${content}</arg_value>${gap}`;
    return `<tool_call>${name}${gap}${values.map(value).join("")}</tool_call>`;
  };
  return bothValues(call, gap);
}

function hunyuanCalls(): string {
  const tag = (name: string) => `${name}:opensource>`;
  const call = (name: string, values: Values) => {
    const value = ([key, content]: Values[number]) =>
      `<${tag("arg_key")}${key}</${tag("arg_key")}\n<${tag("arg_value")}${content}</${tag("arg_value")}\n`;
    return `<${tag("tool_call")}${name}<${tag("tool_sep")}\n${values.map(value).join("")}</${tag("tool_call")}`;
  };
  return `<${tag("tool_calls")}\n${bothValues(call, "\n")}\n</${tag("tool_calls")}`;
}

function invoke(name: string, values: Values): string {
  const value = ([key, content]: Values[number]) => `<parameter name="${key}">${content}</parameter>\n`;
  return `<invoke name="${name}">\n${values.map(value).join("")}</invoke>`;
}

function miniMaxM3Calls(): string {
  const prefix = "]<]minimax[>[";
  const element = (tag: string, content: string) => `${prefix}<${tag}>${content}${prefix}</${tag}>`;
  const options = element("opts", element("dry", "true") + element("tags", element("item", "ü")));
  const weather = element("city", city) + element("days", "2");
  const file = element("path", path) + element("text", text) + options;
  const call = (name: string, values: string) => `${prefix}<invoke name="${name}">${values}${prefix}</invoke>\n`;
  return `${prefix}<tool_call>\n${call("get_weather", weather)}${call("write_file", file)}${prefix}</tool_call>`;
}
