import type { LlamaModel, Token } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";
import type { EngineTask, EngineTasks } from "../../core/engine/tasks";
import type { PromptTokens } from "../chat/prompt-tokens";
import { Embedder } from "./embedder";
import { Reranker } from "./reranker";

export interface TaskDeskOptions {
  readonly model: LlamaModel;
  readonly prompts: PromptTokens;
  readonly threads: number;
  /** Runs work that needs the engine for itself between two steps. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
}

type Answers = { readonly [T in EngineTask]: (input: EngineTasks[T]["input"]) => Promise<EngineTasks[T]["output"]> };

/** Answers questions beside generations. What needs no slot waits for none. */
export function taskDesk({ model, prompts, threads, exclusively }: TaskDeskOptions): Answers {
  const embedder = new Embedder(model, threads);
  const reranker = new Reranker(model, threads);
  const textOf = (tokens: readonly Token[]) => model.detokenize(tokens, true);
  return {
    render: ({ conversation }) => {
      const { text, tokens } = prompts.prepare({ type: "chat", conversation });
      return Promise.resolve({ text, tokens, template: prompts.template });
    },
    count: ({ prompt }) => Promise.resolve({ tokens: prompts.prepare(prompt).tokens.length }),
    tokenize: ({ text, addSpecial, parseSpecial }) => {
      const { bos, shouldPrependBosToken } = model.tokens;
      const begin = addSpecial && shouldPrependBosToken && bos !== null ? [bos] : [];
      const tokens = [...begin, ...model.tokenize(text, parseSpecial)];
      return Promise.resolve({ tokens, pieces: tokens.map((token) => textOf([token])) });
    },
    detokenize: ({ tokens }) => Promise.resolve({ text: textOf(known(tokens, model)) }),
    embed: (input) => embedder.embed(input, exclusively),
    rerank: (input) => reranker.rerank(input, exclusively),
  };
}

/** Numbers that are no token would end the process. */
function known(tokens: readonly number[], model: LlamaModel): Token[] {
  const size = model.fileInfo.metadata.tokenizer.ggml.tokens.length;
  const wrong = tokens.findIndex((token) => !Number.isInteger(token) || token < 0 || token >= size);
  if (wrong < 0) return [...tokens] as Token[];
  throw new TresorError("invalid_request", `tokens.${wrong} is no token of this model; it has 0 to ${size - 1}.`, {
    field: `tokens.${wrong}`,
  });
}
