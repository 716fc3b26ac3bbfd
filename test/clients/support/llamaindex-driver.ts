import {
  tool,
  type BaseEmbedding,
  type BaseTool,
  type ChatMessage,
  type ChatResponseChunk,
  type ToolCallLLM,
} from "llamaindex";
import type { Answer, Call, ClientDriver, KnownErrors, Question, TokenCounts } from "./client-driver";
import { tools } from "./tools";

export interface LlamaIndexModels {
  readonly llm: (model: string, maxTokens: number | undefined) => ToolCallLLM;
  readonly embedding: ((model: string) => BaseEmbedding) | null;
  readonly structured: ClientDriver["structured"];
  readonly errors: KnownErrors;
  /** This client hands out usage as the service sent it: of a whole answer, or of the parts of a stream. */
  readonly usageOf: (raw: readonly unknown[]) => TokenCounts | null;
}

interface LlamaIndexOptions {
  readonly toolCall?: readonly { readonly id: string; readonly name: string; readonly input: unknown }[];
  readonly thinking?: string | undefined;
  readonly thinking_signature?: string | undefined;
}

export function llamaIndexDriver({ llm, embedding, structured, errors, usageOf }: LlamaIndexModels): ClientDriver {
  return {
    errors,
    structured,
    models: null,
    ask: async (question) => {
      const { message, raw } = await llm(question.model, question.maxTokens).chat(chatOf(question));
      return answerOf(textOf(message), (message.options ?? {}) as LlamaIndexOptions, usageOf([raw]), message);
    },
    stream: async (question, { onText }) => {
      const chunks: ChatResponseChunk[] = [];
      for await (const chunk of await llm(question.model, question.maxTokens).chat({
        ...chatOf(question),
        stream: true,
      })) {
        chunks.push(chunk);
        if (chunk.delta !== "") onText(chunk.delta);
      }
      const options = joined(chunks.map((chunk) => (chunk.options ?? {}) as LlamaIndexOptions));
      const content = chunks.map(({ delta }) => delta).join("");
      const usage = usageOf(chunks.map(({ raw }) => raw));
      return answerOf(content, options, usage, { role: "assistant", content, options });
    },
    embed: embedding === null ? null : (model, texts) => embedding(model).getTextEmbeddings([...texts]),
  };
}

// The client's types ask for the input's type where they take a schema as it is.
const offered = tools.map(
  ({ parameters, ...rest }) =>
    tool({ ...rest, parameters: parameters as never, execute: () => "" }) as unknown as BaseTool,
);

function chatOf({ prompt, offersTools = false, round }: Question) {
  const results = round?.results.map(({ call, text }): ChatMessage => ({
    role: "user",
    content: text,
    options: { toolResult: { id: call.id, result: text, isError: false } },
  }));
  const before = round === undefined ? [] : [round.answer.message as ChatMessage];
  const messages: ChatMessage[] = [{ role: "user", content: prompt }, ...before, ...(results ?? [])];
  return { messages, ...(offersTools ? { tools: offered } : {}) };
}

/** The last state of each call; it is told again as it grows. */
function joined(parts: readonly LlamaIndexOptions[]): LlamaIndexOptions {
  const calls = new Map(parts.flatMap(({ toolCall = [] }) => toolCall).map((call) => [call.id, call]));
  const thinking = parts.map((part) => part.thinking ?? "").join("");
  const signature = parts.map((part) => part.thinking_signature ?? "").join("");
  return {
    ...(calls.size === 0 ? {} : { toolCall: [...calls.values()] }),
    ...(thinking === "" ? {} : { thinking, thinking_signature: signature }),
  };
}

function answerOf(text: string, options: LlamaIndexOptions, usage: TokenCounts | null, message: unknown): Answer {
  const calls = (options.toolCall ?? []).map(({ id, name, input }): Call => ({
    id,
    name,
    input: typeof input === "string" ? (JSON.parse(input) as unknown) : input,
  }));
  return { text, reasoning: options.thinking ?? null, calls, usage, message };
}

export function textOf({ content }: ChatMessage): string {
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}
