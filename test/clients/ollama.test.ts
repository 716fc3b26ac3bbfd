import { Ollama, type ChatRequest, type ChatResponse, type Message } from "ollama";
import type { Answer, ClientDriver, Connection, Question } from "./support/client-driver";
import { describeClient } from "./support/describe-client";
import { noCachedTokens } from "./support/lacks";
import { asksFor } from "./support/models";
import { ollamaErrors } from "./support/ollama-errors";
import { cityDays, tools } from "./support/tools";

describeClient(
  {
    name: "ollama",
    packages: ["ollama"],
    dialect: "Ollama",
    lacks: { cached: noCachedTokens },
  },
  connect,
);

function connect({ url, key }: Connection): ClientDriver {
  const client = new Ollama({ host: url, headers: { authorization: `Bearer ${key}` } });
  return {
    errors: ollamaErrors,
    models: async () => (await client.list()).models.map(({ name }) => name),
    ask: async (question) => answerOf(await client.chat({ ...bodyOf(question), stream: false })),
    stream: async (question, { signal, onText }) => {
      const stream = await client.chat({ ...bodyOf(question), stream: true });
      signal.addEventListener("abort", () => {
        stream.abort();
      });
      const parts: ChatResponse[] = [];
      for await (const part of stream) {
        parts.push(part);
        if (part.message.content !== "") onText(part.message.content);
      }
      return answerOf(joined(parts));
    },
    embed: async (model, input) => (await client.embed({ model, input: [...input] })).embeddings,
    structured: async (model, prompt) => {
      const messages = [{ role: "user", content: prompt + asksFor.json }];
      const { message } = await client.chat({ model, messages, format: cityDays.schema });
      return JSON.parse(message.content) as unknown;
    },
  };
}

function bodyOf({ model, prompt, offersTools = false, round, maxTokens }: Question): ChatRequest {
  const results = round?.results.map(({ call, text }) => ({ role: "tool", tool_name: call.name, content: text }));
  return {
    model,
    messages: [
      { role: "user", content: prompt },
      ...(round === undefined ? [] : [round.answer.message as Message]),
      ...(results ?? []),
    ],
    ...(offersTools
      ? {
          tools: tools.map((tool) => ({ type: "function", function: tool })) as unknown as NonNullable<
            ChatRequest["tools"]
          >,
        }
      : {}),
    ...(maxTokens === undefined ? {} : { options: { num_predict: maxTokens } }),
  };
}

/** A stream as one response, joined as Ollama's documentation shows it. */
function joined(parts: readonly ChatResponse[]): ChatResponse {
  const last = parts.at(-1);
  if (last === undefined) throw new Error("The stream was empty.");
  const calls = parts.flatMap(({ message }) => message.tool_calls ?? []);
  return {
    ...last,
    message: {
      role: "assistant",
      content: parts.map(({ message }) => message.content).join(""),
      thinking: parts.map(({ message }) => message.thinking ?? "").join(""),
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
    },
  };
}

function answerOf({ message, prompt_eval_count: input, eval_count: output }: ChatResponse): Answer {
  return {
    text: message.content,
    reasoning: message.thinking ?? null,
    calls: (message.tool_calls ?? []).map((call) => ({
      id: "",
      name: call.function.name,
      input: call.function.arguments,
    })),
    usage: { input, output, cached: null },
    message,
  };
}
