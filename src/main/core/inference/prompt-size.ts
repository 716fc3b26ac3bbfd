import type { ConversationMessage } from "../engine/conversation";
import type { Prompt } from "../engine/prompt";
import type { EngineTask, EngineTasks } from "../engine/tasks";
import type { InferenceQuestion, InferenceRequest } from "./canonical";

/** What a token of ordinary text has on average, in the languages that models were trained on most. */
const charactersPerToken = 4;

/** Tokens of a request by the length of its texts; not the model's own count. */
export function estimatedPromptTokens(asked: InferenceRequest | InferenceQuestion<EngineTask>): number {
  return "prompt" in asked ? ofPrompt(asked.prompt) : ofQuestion(asked);
}

/** What a question made the model read; nothing where it only had to look at its vocabulary. */
export function readTokens<T extends EngineTask>(task: T, output: EngineTasks[T]["output"]): number {
  const makesItRead = task === "embed" || task === "rerank";
  return makesItRead && "tokens" in output && typeof output.tokens === "number" ? output.tokens : 0;
}

function ofPrompt(prompt: Prompt): number {
  switch (prompt.type) {
    case "tokens":
      return prompt.tokens.length;
    case "text":
      return ofTexts([prompt.text]);
    case "fill":
      return ofTexts([prompt.prefix, prompt.suffix]);
    case "chat": {
      const { messages, tools = [] } = prompt.conversation;
      return ofTexts([...messages.flatMap(textsOf), tools.length === 0 ? "" : JSON.stringify(tools)]);
    }
  }
}

function textsOf(message: ConversationMessage): readonly string[] {
  if (message.role !== "assistant") return [message.content];
  const calls = message.calls ?? [];
  return [message.content, message.reasoning ?? "", ...calls.map(({ argumentsJson }) => argumentsJson)];
}

function ofQuestion({ task, input }: InferenceQuestion<EngineTask>): number {
  if (task === "embed") {
    const { inputs } = input as EngineTasks["embed"]["input"];
    return inputs.reduce((sum, one) => sum + (typeof one === "string" ? ofTexts([one]) : one.length), 0);
  }
  if (task === "rerank") {
    const { query, documents } = input as EngineTasks["rerank"]["input"];
    return documents.reduce((sum, document) => sum + ofTexts([query, document]), 0);
  }
  return 0;
}

function ofTexts(texts: readonly string[]): number {
  return Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / charactersPerToken);
}
