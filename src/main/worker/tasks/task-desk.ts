import type { LlamaModel, Token } from "node-llama-cpp";
import type { EngineTask, EngineTasks } from "../../core/engine/tasks";
import type { PromptTokens } from "../chat/prompt-tokens";
import { Embedder } from "./embedder";
import { knownTokens } from "./known-tokens";
import { Reranker } from "./reranker";

export interface TaskDeskOptions {
  readonly model: LlamaModel;
  readonly prompts: PromptTokens;
  readonly threads: number;
  /** Runs work that needs the engine for itself between two steps. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
}

export type Answers = {
  readonly [T in EngineTask]: (input: EngineTasks[T]["input"]) => Promise<EngineTasks[T]["output"]>;
};

export interface TaskDesk {
  readonly answers: Answers;
  /** Frees what the answers have opened; nothing may run any more. */
  close(): Promise<void>;
}

/** Answers questions beside generations. What needs no slot waits for none. */
export function openTaskDesk({ model, prompts, threads, exclusively }: TaskDeskOptions): TaskDesk {
  const embedder = new Embedder(model, threads);
  const reranker = new Reranker(model, threads);
  const textOf = (tokens: readonly Token[]) => model.detokenize(tokens, true);
  const answers: Answers = {
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
    detokenize: ({ tokens }) => Promise.resolve({ text: textOf(knownTokens(tokens, model, "tokens")) }),
    embed: (input) => embedder.embed(input, exclusively),
    rerank: (input) => reranker.rerank(input, exclusively),
  };
  return {
    answers,
    close: async () => {
      await embedder.close();
      await reranker.close();
    },
  };
}
