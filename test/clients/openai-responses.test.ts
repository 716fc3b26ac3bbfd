import OpenAI from "openai";
import type { Answer, ClientDriver, Connection, Question } from "./support/client-driver";
import { describeClient } from "./support/describe-client";
import { asksFor } from "./support/models";
import { openAiErrors } from "./support/openai-errors";
import { cityDays, tools } from "./support/tools";

type Body = Omit<OpenAI.Responses.ResponseCreateParamsNonStreaming, "stream">;

describeClient({ name: "openai, responses", packages: ["openai"], dialect: "OpenAI responses" }, connect);

function connect({ url, key }: Connection): ClientDriver {
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });
  return {
    errors: openAiErrors,
    models: async () => (await client.models.list()).data.map(({ id }) => id),
    ask: async (question) => answerOf(await client.responses.create(bodyOf(question))),
    stream: async (question, { signal, onText }) => {
      const stream = client.responses.stream(bodyOf(question), { signal });
      stream.on("response.output_text.delta", ({ delta }) => onText(delta));
      return answerOf(await stream.finalResponse());
    },
    embed: async (model, input) => {
      const { data } = await client.embeddings.create({ model, input: [...input], encoding_format: "float" });
      return data.map(({ embedding }) => embedding);
    },
    structured: async (model, prompt) => {
      const response = await client.responses.parse({
        model,
        input: prompt + asksFor.json,
        text: { format: { type: "json_schema", ...cityDays, strict: true } },
      });
      return response.output_parsed;
    },
  };
}

function bodyOf({ model, prompt, offersTools = false, round, maxTokens }: Question): Body {
  const results = round?.results.map(({ call, text }) => ({
    type: "function_call_output" as const,
    call_id: call.id,
    output: text,
  }));
  return {
    model,
    input: [
      { role: "user", content: prompt },
      ...((round?.answer.message ?? []) as OpenAI.Responses.ResponseInputItem[]),
      ...(results ?? []),
    ],
    ...(offersTools ? { tools: tools.map((tool) => ({ type: "function" as const, strict: true, ...tool })) } : {}),
    ...(maxTokens === undefined ? {} : { max_output_tokens: maxTokens }),
  };
}

function answerOf({ output, output_text: text, usage }: OpenAI.Responses.Response): Answer {
  const thoughts = output.flatMap((item) =>
    item.type === "reasoning" ? [...(item.content ?? []), ...item.summary] : [],
  );
  return {
    text,
    reasoning: thoughts.map((part) => part.text).join(""),
    calls: output
      .filter((item) => item.type === "function_call")
      .map((call) => ({ id: call.call_id, name: call.name, input: JSON.parse(call.arguments) as unknown })),
    usage:
      usage === undefined
        ? null
        : {
            input: usage.input_tokens,
            output: usage.output_tokens,
            cached: usage.input_tokens_details.cached_tokens,
          },
    message: output,
  };
}
