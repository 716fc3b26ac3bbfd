/** A request free of any dialect, and what every dialect's answer to it comes down to. */
export interface OneRequest {
  readonly system?: string;
  readonly turns: readonly OneTurn[];
  readonly tools?: boolean;
  /** The tool must be called. */
  readonly forced?: boolean;
  readonly schema?: object;
  readonly stop?: string;
  readonly maxTokens: number;
  readonly thinking?: false;
}

export type OneTurn =
  | { readonly user: string }
  | { readonly assistant: string }
  /** A call of the tool, and its result. */
  | { readonly city: string; readonly result: string };

export interface OneAnswer {
  readonly promptTokens: number;
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments: unknown }[];
}

export interface OneDialect {
  readonly path: string;
  body(request: OneRequest, model: string): object;
  read(answer: never): OneAnswer;
}

const tool = {
  name: "weather",
  description: "Tells the weather of a city.",
  parameters: { type: "object", properties: { city: { enum: ["Bonn", "Ulm"] } }, required: ["city"] },
};
const idOf = (index: number): string => `call_${index}`;
const callOf = ({ name, arguments: text }: { readonly name: string; readonly arguments: string }) => ({
  name,
  arguments: JSON.parse(text) as unknown,
});

const chat: OneDialect = {
  path: "/v1/chat/completions",
  body: ({ system, turns, tools, forced, schema, stop, maxTokens, thinking }, model) => ({
    model,
    temperature: 0,
    max_tokens: maxTokens,
    messages: [
      ...(system === undefined ? [] : [{ role: "system", content: system }]),
      ...turns.flatMap((turn, index): object[] => {
        if ("user" in turn) return [{ role: "user", content: turn.user }];
        if ("assistant" in turn) return [{ role: "assistant", content: turn.assistant }];
        const called = { name: tool.name, arguments: JSON.stringify({ city: turn.city }) };
        return [
          { role: "assistant", content: null, tool_calls: [{ id: idOf(index), type: "function", function: called }] },
          { role: "tool", tool_call_id: idOf(index), content: turn.result },
        ];
      }),
    ],
    ...(tools === true ? { tools: [{ type: "function", function: tool }] } : {}),
    ...(forced === true ? { tool_choice: { type: "function", function: { name: tool.name } } } : {}),
    ...(schema === undefined ? {} : { response_format: { type: "json_schema", json_schema: { name: "s", schema } } }),
    ...(stop === undefined ? {} : { stop: [stop] }),
    ...(thinking === false ? { reasoning_effort: "none" } : {}),
  }),
  read: (answer: ChatAnswer) => {
    const { content, tool_calls: calls = [] } = answer.choices[0].message;
    const called = calls.map((call) => callOf(call.function));
    return { promptTokens: answer.usage.prompt_tokens, text: content ?? "", calls: called };
  },
};

interface ChatAnswer {
  readonly choices: readonly [{ readonly message: ChatMessage }];
  readonly usage: { readonly prompt_tokens: number };
}

interface ChatMessage {
  readonly content: string | null;
  readonly tool_calls?: readonly { readonly function: { readonly name: string; readonly arguments: string } }[];
}

const responses: OneDialect = {
  path: "/v1/responses",
  body: ({ system, turns, tools, forced, schema, stop, maxTokens, thinking }, model) => ({
    model,
    temperature: 0,
    max_output_tokens: maxTokens,
    store: false,
    ...(system === undefined ? {} : { instructions: system }),
    input: turns.flatMap((turn, index): object[] => {
      if ("user" in turn) return [{ role: "user", content: [{ type: "input_text", text: turn.user }] }];
      if ("assistant" in turn) return [{ role: "assistant", content: [{ type: "output_text", text: turn.assistant }] }];
      const called = { name: tool.name, arguments: JSON.stringify({ city: turn.city }) };
      return [
        { type: "function_call", call_id: idOf(index), ...called },
        { type: "function_call_output", call_id: idOf(index), output: turn.result },
      ];
    }),
    ...(tools === true ? { tools: [{ type: "function", strict: false, ...tool }] } : {}),
    ...(forced === true ? { tool_choice: { type: "function", name: tool.name } } : {}),
    ...(schema === undefined ? {} : { text: { format: { type: "json_schema", name: "s", schema } } }),
    ...(stop === undefined ? {} : { stop: [stop] }),
    ...(thinking === false ? { reasoning: { effort: "none" } } : {}),
  }),
  read: ({ output, usage }: ResponsesAnswer) => ({
    promptTokens: usage.input_tokens,
    text: output.flatMap((item) => (item.type === "message" ? item.content.map(({ text }) => text) : [])).join(""),
    calls: output.flatMap((item) => (item.type === "function_call" ? callOf(item) : [])),
  }),
};

interface ResponsesAnswer {
  readonly output: readonly (
    | { readonly type: "message"; readonly content: readonly { readonly text: string }[] }
    | { readonly type: "function_call"; readonly name: string; readonly arguments: string }
  )[];
  readonly usage: { readonly input_tokens: number };
}

const ollama: OneDialect = {
  path: "/api/chat",
  body: ({ system, turns, tools, forced, schema, stop, maxTokens, thinking }, model) => ({
    model,
    stream: false,
    options: { temperature: 0, num_predict: maxTokens, ...(stop === undefined ? {} : { stop: [stop] }) },
    messages: [
      ...(system === undefined ? [] : [{ role: "system", content: system }]),
      ...turns.flatMap((turn): object[] => {
        if ("user" in turn) return [{ role: "user", content: turn.user }];
        if ("assistant" in turn) return [{ role: "assistant", content: turn.assistant }];
        const called = { name: tool.name, arguments: { city: turn.city } };
        return [
          { role: "assistant", content: "", tool_calls: [{ function: called }] },
          { role: "tool", tool_name: tool.name, content: turn.result },
        ];
      }),
    ],
    ...(tools === true ? { tools: [{ type: "function", function: tool }] } : {}),
    ...(forced === true ? { tool_choice: "required" } : {}),
    ...(schema === undefined ? {} : { format: schema }),
    ...(thinking === false ? { think: false } : {}),
  }),
  read: (answer: OllamaAnswer) => ({
    promptTokens: answer.prompt_eval_count,
    text: answer.message.content,
    calls: (answer.message.tool_calls ?? []).map((call) => call.function),
  }),
};

interface OllamaAnswer {
  readonly message: {
    readonly content: string;
    readonly tool_calls?: readonly { readonly function: OneAnswer["calls"][number] }[];
  };
  readonly prompt_eval_count: number;
}

const anthropic: OneDialect = {
  path: "/v1/messages",
  body: ({ system, turns, tools, forced, schema, stop, maxTokens, thinking }, model) => ({
    model,
    temperature: 0,
    max_tokens: maxTokens,
    ...(system === undefined ? {} : { system: [{ type: "text", text: system }] }),
    messages: turns.flatMap((turn, index): object[] => {
      if ("user" in turn) return [{ role: "user", content: turn.user }];
      if ("assistant" in turn) return [{ role: "assistant", content: [{ type: "text", text: turn.assistant }] }];
      const [use, result] = [
        { id: idOf(index), name: tool.name },
        { tool_use_id: idOf(index), content: turn.result },
      ];
      return [
        { role: "assistant", content: [{ type: "tool_use", ...use, input: { city: turn.city } }] },
        { role: "user", content: [{ type: "tool_result", ...result }] },
      ];
    }),
    ...(tools === true
      ? { tools: [{ name: tool.name, description: tool.description, input_schema: tool.parameters }] }
      : {}),
    ...(forced === true ? { tool_choice: { type: "tool", name: tool.name } } : {}),
    ...(schema === undefined ? {} : { output_config: { format: { type: "json_schema", schema } } }),
    ...(stop === undefined ? {} : { stop_sequences: [stop] }),
    ...(thinking === false ? { thinking: { type: "disabled" } } : {}),
  }),
  read: ({ content, usage }: AnthropicAnswer) => ({
    promptTokens: usage.input_tokens + usage.cache_read_input_tokens,
    text: content.flatMap((block) => (block.type === "text" ? block.text : [])).join(""),
    calls: content.flatMap((block) => (block.type === "tool_use" ? { name: block.name, arguments: block.input } : [])),
  }),
};

interface AnthropicAnswer {
  readonly content: readonly (
    | { readonly type: "text"; readonly text: string }
    | { readonly type: "tool_use"; readonly name: string; readonly input: unknown }
  )[];
  readonly usage: { readonly input_tokens: number; readonly cache_read_input_tokens: number };
}

export const oneDialects: Readonly<Record<string, OneDialect>> = { chat, responses, ollama, anthropic };
