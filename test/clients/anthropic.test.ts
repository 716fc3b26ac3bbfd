import Anthropic from "@anthropic-ai/sdk";
import { jsonSchemaOutputFormat } from "@anthropic-ai/sdk/helpers/json-schema";
import { anthropicErrors } from "./support/anthropic-errors";
import type { Answer, ClientDriver, Connection, Question } from "./support/client-driver";
import { describeClient } from "./support/describe-client";
import { noEmbeddings } from "./support/lacks";
import { asksFor } from "./support/models";
import { cityDays, tools } from "./support/tools";

describeClient(
  {
    name: "@anthropic-ai/sdk",
    packages: ["@anthropic-ai/sdk"],
    dialect: "Anthropic",
    lacks: { embeddings: noEmbeddings },
  },
  connect,
);

function connect({ url, key }: Connection): ClientDriver {
  const client = new Anthropic({ baseURL: url, apiKey: key, maxRetries: 0 });
  return {
    errors: anthropicErrors,
    models: async () => (await client.models.list()).data.map(({ id }) => id),
    ask: async (question) => answerOf(await client.messages.create(bodyOf(question))),
    stream: async (question, { signal, onText }) => {
      const stream = client.messages.stream(bodyOf(question), { signal });
      stream.on("text", onText);
      return answerOf(await stream.finalMessage());
    },
    embed: null,
    structured: async (model, prompt) => {
      const message = await client.messages.parse({
        model,
        max_tokens: 1_000,
        messages: [{ role: "user", content: prompt + asksFor.json }],
        output_config: { format: jsonSchemaOutputFormat(cityDays.schema) },
      });
      return message.parsed_output;
    },
  };
}

function bodyOf({
  model,
  prompt,
  offersTools = false,
  round,
  maxTokens,
}: Question): Anthropic.MessageCreateParamsNonStreaming {
  const results = round?.results.map(({ call, text }) => ({
    type: "tool_result" as const,
    tool_use_id: call.id,
    content: text,
  }));
  return {
    model,
    max_tokens: maxTokens ?? 4_000,
    thinking: { type: "enabled", budget_tokens: 1_024 },
    messages: [
      { role: "user", content: prompt },
      ...(round === undefined
        ? []
        : [
            { role: "assistant" as const, content: round.answer.message as Anthropic.ContentBlockParam[] },
            { role: "user" as const, content: results ?? [] },
          ]),
    ],
    ...(offersTools
      ? {
          tools: tools.map(({ parameters, ...tool }) => ({
            ...tool,
            input_schema: parameters,
          })) as unknown as Anthropic.Tool[],
        }
      : {}),
  };
}

function answerOf({ content, usage }: Anthropic.Message): Answer {
  const cached = usage.cache_read_input_tokens ?? 0;
  return {
    text: content.map((block) => (block.type === "text" ? block.text : "")).join(""),
    reasoning: content.map((block) => (block.type === "thinking" ? block.thinking : "")).join(""),
    calls: content.filter((block) => block.type === "tool_use").map(({ id, name, input }) => ({ id, name, input })),
    // Anthropic's input tokens are those that were not cached.
    usage: { input: usage.input_tokens + cached, output: usage.output_tokens, cached },
    message: content,
  };
}
