import OpenAI from "openai";
import type { Answer, ClientDriver, Connection, Question } from "./support/client-driver";
import { describeClient } from "./support/describe-client";
import { openAiErrors } from "./support/openai-errors";
import { asksFor } from "./support/models";
import { cityDays, tools } from "./support/tools";

type Body = Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, "stream">;

/** Not in OpenAI's own types, but what its client passes on. */
interface Reasoned {
  readonly reasoning_content?: string;
}

describeClient({ name: "openai, chat", packages: ["openai"], dialect: "OpenAI chat" }, connect);

function connect({ url, key }: Connection): ClientDriver {
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });
  return {
    errors: openAiErrors,
    models: async () => (await client.models.list()).data.map(({ id }) => id),
    ask: async (question) => {
      const { choices, usage } = await client.chat.completions.create(bodyOf(question));
      const message = choices[0]?.message;
      if (message === undefined) throw new Error("There is no choice.");
      return answerOf(message, usage);
    },
    stream: async (question, { signal, onText }) => {
      const body = { ...bodyOf(question), stream_options: { include_usage: true } };
      let reasoning = "";
      const stream = client.chat.completions.stream(body, { signal });
      stream.on("content", onText);
      stream.on("chunk", ({ choices }) => {
        reasoning += (choices[0]?.delta as Reasoned | undefined)?.reasoning_content ?? "";
      });
      const { choices, usage } = await stream.finalChatCompletion();
      const message = choices[0]?.message;
      if (message === undefined) throw new Error("There is no choice.");
      return { ...answerOf(message, usage), reasoning };
    },
    embed: async (model, input) => {
      const { data } = await client.embeddings.create({ model, input: [...input] });
      return data.map(({ embedding }) => embedding);
    },
    structured: async (model, prompt) => {
      const completion = await client.chat.completions.parse({
        model,
        messages: [{ role: "user", content: prompt + asksFor.json }],
        response_format: { type: "json_schema", json_schema: { ...cityDays, strict: true } },
      });
      return completion.choices[0]?.message.parsed;
    },
  };
}

function bodyOf({ model, prompt, offersTools = false, round, maxTokens }: Question): Body {
  return {
    model,
    messages: [
      { role: "user", content: prompt },
      ...(round === undefined
        ? []
        : [
            round.answer.message as OpenAI.ChatCompletionMessageParam,
            ...round.results.map(({ call, text }) => ({
              role: "tool" as const,
              tool_call_id: call.id,
              content: text,
            })),
          ]),
    ],
    ...(offersTools
      ? {
          tools: tools.map((tool) => ({
            type: "function" as const,
            function: tool,
          })),
        }
      : {}),
    ...(maxTokens === undefined ? {} : { max_completion_tokens: maxTokens }),
  };
}

function answerOf(message: OpenAI.ChatCompletionMessage, usage: OpenAI.CompletionUsage | undefined): Answer {
  const calls = (message.tool_calls ?? []).filter((call) => call.type === "function");
  return {
    text: message.content ?? "",
    reasoning: (message as Reasoned).reasoning_content ?? null,
    calls: calls.map(({ id, function: { name, arguments: input } }) => ({
      id,
      name,
      input: JSON.parse(input) as unknown,
    })),
    usage:
      usage === undefined
        ? null
        : {
            input: usage.prompt_tokens,
            output: usage.completion_tokens,
            cached: usage.prompt_tokens_details?.cached_tokens ?? null,
          },
    message,
  };
}
