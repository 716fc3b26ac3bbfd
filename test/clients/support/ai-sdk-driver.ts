import { APICallError, embedMany, generateText, jsonSchema, Output, streamText, tool } from "ai";
import type { EmbeddingModel, LanguageModel, LanguageModelUsage, ModelMessage, ToolSet } from "ai";
import type { Answer, ClientDriver, KnownErrors, Question } from "./client-driver";
import { asksFor } from "./models";
import { cityDays, tools } from "./tools";

/** One of the AI SDK's providers. */
export interface AiSdkProvider {
  readonly language: (model: string) => LanguageModel;
  readonly embedding: ((model: string) => EmbeddingModel) | null;
  /** What asks the scripted model for the form in which this provider wants structured answers. */
  readonly structuredBy: keyof typeof asksFor;
}

export function aiSdkDriver({ language, embedding, structuredBy }: AiSdkProvider): ClientDriver {
  return {
    errors,
    models: null,
    ask: async (question) => {
      const { text, toolCalls, usage, finalStep } = await generateText(optionsOf(question, language));
      return answerOf(text, finalStep.reasoningText, toolCalls, usage, finalStep.response.messages);
    },
    stream: async (question, { signal, onText }) => {
      let failure: unknown = null;
      const result = streamText({
        ...optionsOf(question, language),
        abortSignal: signal,
        onError: ({ error }) => {
          failure ??= error;
        },
      });
      for await (const piece of result.textStream) onText(piece);
      if (failure !== null) throw failure as Error;
      const { reasoningText, response } = await result.finalStep;
      return answerOf(await result.text, reasoningText, await result.toolCalls, await result.usage, response.messages);
    },
    embed:
      embedding === null
        ? null
        : async (model, values) =>
            (await embedMany({ model: embedding(model), values: [...values], maxRetries: 0 })).embeddings,
    structured: async (model, prompt) => {
      const schema = jsonSchema<{ city: string; days: number }>(cityDays.schema as never);
      const { output } = await generateText({
        model: language(model),
        prompt: prompt + asksFor[structuredBy],
        output: Output.object({ schema, name: cityDays.name }),
        maxRetries: 0,
      });
      return output;
    },
  };
}

const errors: KnownErrors = {
  unknownModel: (error) =>
    APICallError.isInstance(error) && error.statusCode === 404 && error.message.includes("no-such-model"),
  wrongKey: (error) => APICallError.isInstance(error) && error.statusCode === 401,
  tooLong: (error) =>
    APICallError.isInstance(error) &&
    error.statusCode === 400 &&
    !error.isRetryable &&
    error.message.includes("tokens"),
};

type AskOptions = Pick<Parameters<typeof generateText>[0], "model" | "maxRetries" | "maxOutputTokens" | "tools"> & {
  readonly messages: ModelMessage[];
};

const offered: ToolSet = Object.fromEntries(
  tools.map(({ name, description, parameters }) => [
    name,
    tool({ description, inputSchema: jsonSchema(parameters as never) }),
  ]),
);

function optionsOf(
  { model, prompt, offersTools = false, round, maxTokens }: Question,
  language: AiSdkProvider["language"],
): AskOptions {
  const results: ModelMessage[] =
    round === undefined
      ? []
      : [
          ...(round.answer.message as ModelMessage[]),
          {
            role: "tool",
            content: round.results.map(({ call, text }) => ({
              type: "tool-result" as const,
              toolCallId: call.id,
              toolName: call.name,
              output: { type: "text" as const, value: text },
            })),
          },
        ];
  return {
    model: language(model),
    messages: [{ role: "user", content: prompt }, ...results],
    maxRetries: 0,
    ...(offersTools ? { tools: offered } : {}),
    ...(maxTokens === undefined ? {} : { maxOutputTokens: maxTokens }),
  };
}

interface AiSdkCall {
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: unknown;
}

function answerOf(
  text: string,
  reasoning: string | undefined,
  calls: readonly AiSdkCall[],
  usage: LanguageModelUsage,
  messages: readonly unknown[],
): Answer {
  const { inputTokens, outputTokens, inputTokenDetails } = usage;
  return {
    text,
    reasoning: reasoning ?? null,
    calls: calls.map(({ toolCallId, toolName, input }) => ({ id: toolCallId, name: toolName, input })),
    usage:
      inputTokens === undefined || outputTokens === undefined
        ? null
        : { input: inputTokens, output: outputTokens, cached: inputTokenDetails.cacheReadTokens ?? null },
    message: messages,
  };
}
