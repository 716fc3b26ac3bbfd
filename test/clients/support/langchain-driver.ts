import type { EmbeddingsInterface } from "@langchain/core/embeddings";
import { ContextOverflowError } from "@langchain/core/errors";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import {
  HumanMessage,
  ToolMessage,
  type AIMessage,
  type AIMessageChunk,
  type BaseMessage,
  type UsageMetadata,
} from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import type { Answer, ClientDriver, KnownErrors, Question } from "./client-driver";
import { asksFor } from "./models";
import { cityDays, tools } from "./tools";

export interface LangChainModels {
  readonly chat: (model: string, maxTokens: number | undefined) => BaseChatModel;
  readonly embeddings: ((model: string) => EmbeddingsInterface) | null;
  readonly errors: KnownErrors;
  /** What asks the scripted model for the form in which this client wants structured answers. */
  readonly structuredBy: keyof typeof asksFor;
  /** False where a stream goes on when its signal says stop; an answer in one piece does not. */
  readonly stopsStreams?: boolean;
}

/** LangChain's own marks, as both of its clients with typed errors put them on. */
export const langChainErrors: KnownErrors = {
  unknownModel: (error) => hasMark(error, "MODEL_NOT_FOUND"),
  wrongKey: (error) => hasMark(error, "MODEL_AUTHENTICATION"),
  tooLong: (error) => ContextOverflowError.isInstance(error),
};

export function langChainDriver({
  chat,
  embeddings,
  errors,
  structuredBy,
  stopsStreams = true,
}: LangChainModels): ClientDriver {
  const prepared = ({ model, offersTools = false, maxTokens }: Question) => {
    const plain = chat(model, maxTokens);
    return offersTools ? (plain.bindTools?.(offered) ?? plain) : plain;
  };
  return {
    errors,
    models: null,
    ...(stopsStreams
      ? {}
      : {
          stoppable: (question, { signal, onText }) =>
            prepared(question).invoke(messagesOf(question), { signal, callbacks: [{ handleLLMNewToken: onText }] }),
        }),
    ask: async (question) => answerOf(await prepared(question).invoke(messagesOf(question))),
    stream: async (question, { signal, onText }) => {
      let whole: AIMessageChunk | null = null;
      for await (const chunk of await prepared(question).stream(messagesOf(question), { signal })) {
        const piece = chunk;
        if (piece.text !== "") onText(piece.text);
        whole = whole === null ? piece : whole.concat(piece);
      }
      if (whole === null) throw new Error("The stream was empty.");
      return answerOf(whole);
    },
    embed: embeddings === null ? null : (model, texts) => embeddings(model).embedDocuments([...texts]),
    structured: (model, prompt) =>
      chat(model, undefined)
        .withStructuredOutput(cityDays.schema as unknown as Record<string, unknown>, { name: cityDays.name })
        .invoke(prompt + asksFor[structuredBy]),
  };
}

function hasMark(error: unknown, mark: string): boolean {
  return error instanceof Error && "lc_error_code" in error && error.lc_error_code === mark;
}

const offered = tools.map(({ parameters, ...rest }) => tool(() => "", { ...rest, schema: parameters }));

function messagesOf({ prompt, round }: Question): BaseMessage[] {
  const results = round?.results.map(
    ({ call, text }) => new ToolMessage({ tool_call_id: call.id, name: call.name, content: text }),
  );
  return [
    new HumanMessage(prompt),
    ...(round === undefined ? [] : [round.answer.message as BaseMessage]),
    ...(results ?? []),
  ];
}

function answerOf(message: AIMessage | AIMessageChunk): Answer {
  const { tool_calls: calls = [] } = message;
  const usage = message.usage_metadata as UsageMetadata | undefined;
  const raw = message.additional_kwargs["reasoning_content"];
  const blocks = message.contentBlocks.map((block) => (block.type === "reasoning" ? block.reasoning : ""));
  return {
    text: message.text,
    // Of chat completions, the reasoning that OpenAI does not have is kept beside the blocks.
    reasoning: typeof raw === "string" ? raw : blocks.join(""),
    calls: calls.map(({ id = "", name, args }) => ({ id, name, input: args })),
    usage:
      usage === undefined
        ? null
        : {
            input: usage.input_tokens,
            output: usage.output_tokens,
            cached: usage.input_token_details?.cache_read ?? null,
          },
    message,
  };
}
