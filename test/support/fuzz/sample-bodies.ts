import { grammarRequests, promptRequests, samplingRequests, schemaRequests } from "../hostile-requests";

/** A request that a real client sends, for a route and a method. */
export interface Sample {
  readonly method: "GET" | "POST" | "HEAD" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
}

const tool = {
  type: "function",
  function: {
    name: "weather",
    description: "The weather",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
    strict: true,
  },
};
const call = { id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"Ulm"}' } };
const history = [
  { role: "system", content: "Be brief." },
  { role: "user", content: [{ type: "text", text: "How is the weather?" }] },
  { role: "assistant", content: null, tool_calls: [call] },
  { role: "tool", tool_call_id: "call_1", content: "Rain." },
];
const user = [{ role: "user", content: "Hi" }];

/** By hand from what clients send (reference/clients.md), one for each way in which a route reads its body. */
export const samples: readonly Sample[] = [
  {
    method: "POST",
    path: "/v1/chat/completions",
    body: {
      model: "tiny",
      messages: user,
      max_tokens: 4,
      temperature: 0.5,
      top_p: 0.9,
      seed: 1,
      stop: ["x"],
      n: 1,
      logprobs: true,
      top_logprobs: 2,
      logit_bias: { "5": 1 },
      stream: true,
      stream_options: { include_usage: true },
      user: "me",
    },
  },
  {
    method: "POST",
    path: "/v1/chat/completions",
    body: {
      model: "tiny",
      messages: history,
      max_completion_tokens: 4,
      tools: [tool],
      tool_choice: "auto",
      parallel_tool_calls: true,
      reasoning_effort: "low",
    },
  },
  {
    method: "POST",
    path: "/v1/chat/completions",
    body: {
      model: "tiny",
      messages: user,
      max_tokens: 4,
      response_format: {
        type: "json_schema",
        json_schema: { name: "x", strict: true, schema: tool.function.parameters },
      },
    },
  },
  {
    method: "POST",
    path: "/v1/completions",
    body: {
      model: "tiny",
      prompt: "Once",
      max_tokens: 4,
      echo: false,
      suffix: "end",
      best_of: 1,
      logprobs: 2,
      stream: false,
    },
  },
  {
    method: "POST",
    path: "/v1/embeddings",
    body: { model: "tiny", input: ["a", "b"], encoding_format: "base64", dimensions: 8 },
  },
  {
    method: "POST",
    path: "/v1/rerank",
    body: { model: "tiny", query: "a", documents: ["b", { text: "c" }], top_n: 1, return_documents: true },
  },
  {
    method: "POST",
    path: "/v1/responses",
    body: {
      model: "tiny",
      input: [{ type: "message", role: "user", content: [{ type: "input_text", text: "Hi" }] }],
      instructions: "Be brief.",
      max_output_tokens: 4,
      tools: [{ type: "function", name: "weather", parameters: tool.function.parameters }, { type: "web_search" }],
      text: {},
      reasoning: { effort: "low" },
      stream: true,
      store: false,
      include: [],
    },
  },
  {
    method: "POST",
    path: "/v1/messages?beta=true",
    body: {
      model: "tiny",
      max_tokens: 4,
      system: [{ type: "text", text: "Be brief.", cache_control: { type: "ephemeral" } }],
      messages: [
        { role: "user", content: [{ type: "text", text: "Hi" }] },
        { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: "weather", input: { city: "Ulm" } }] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: "Rain." }] },
      ],
      tools: [{ name: "weather", input_schema: tool.function.parameters }],
      tool_choice: { type: "auto" },
      thinking: { type: "adaptive" },
      metadata: { user_id: "x" },
      stop_sequences: ["x"],
      stream: true,
    },
  },
  { method: "POST", path: "/v1/messages/count_tokens", body: { model: "tiny", messages: user } },
  { method: "POST", path: "/tokenize", body: { model: "tiny", content: "Hi", add_special: true, with_pieces: true } },
  { method: "POST", path: "/detokenize", body: { model: "tiny", tokens: [1, 2, 3] } },
  { method: "POST", path: "/apply-template", body: { model: "tiny", messages: history, tools: [tool] } },
  {
    method: "POST",
    path: "/api/chat",
    body: {
      model: "tiny",
      messages: [
        ...user,
        { role: "assistant", content: "", tool_calls: [{ function: { name: "weather", arguments: { city: "Ulm" } } }] },
        { role: "tool", tool_name: "weather", content: "Rain." },
      ],
      tools: [tool],
      think: false,
      format: "json",
      keep_alive: "5m",
      options: { num_predict: 4, temperature: 0.5, num_ctx: 256, stop: ["x"], mirostat: 0 },
      stream: true,
    },
  },
  {
    method: "POST",
    path: "/api/generate",
    body: {
      model: "tiny",
      prompt: "Once",
      system: "Be brief.",
      template: "{{ .Prompt }}",
      raw: false,
      suffix: "",
      images: [],
      context: [1],
      options: { num_predict: 4 },
      stream: false,
      keep_alive: 60,
    },
  },
  {
    method: "POST",
    path: "/api/embed",
    body: { model: "tiny", input: ["a"], truncate: true, dimensions: 8, keep_alive: -1 },
  },
  { method: "POST", path: "/api/embeddings", body: { model: "tiny", prompt: "a" } },
  { method: "POST", path: "/api/show", body: { model: "tiny", verbose: true } },
  { method: "POST", path: "/api/show", body: { name: "tiny" } },
  ...[
    "/v1/models",
    "/v1/models/tiny",
    "/api/tags",
    "/api/ps",
    "/api/version",
    "/api/v0/models",
    "/props",
    "/healthz",
    "/openapi.json",
    "/",
  ].map((path) => ({ method: "GET", path }) as const),
  ...hostile(),
];

/** Routes that change what is on disk, or reach for the network: not for a Tresor with real models. */
export const changingSamples: readonly Sample[] = [
  { method: "POST", path: "/api/pull", body: { model: "tiny", insecure: false, stream: true } },
  { method: "DELETE", path: "/api/delete", body: { model: "tiny" } },
  { method: "POST", path: "/api/copy", body: { source: "tiny", destination: "other" } },
  {
    method: "POST",
    path: "/api/create",
    body: {
      model: "mine",
      from: "tiny",
      system: "Be brief.",
      template: "{{ .Prompt }}",
      parameters: { num_ctx: 256, stop: ["x"] },
      modelfile: "FROM tiny\nPARAMETER temperature 1",
      stream: false,
    },
  },
  { method: "HEAD", path: `/api/blobs/sha256:${"ab".repeat(32)}` },
  { method: "POST", path: `/api/blobs/sha256:${"ab".repeat(32)}`, body: "GGUF" },
];

/** Without those that are large: they take their time in every round, and have tests of their own. */
function hostile(): Sample[] {
  return [...samplingRequests, ...promptRequests, ...schemaRequests, ...grammarRequests]
    .map(
      ({ path = "/v1/chat/completions", body }) =>
        ({ method: "POST", path, body: { model: "tiny", ...body } }) as const,
    )
    .filter(({ body }) => JSON.stringify(body).length < 50_000);
}
