import type { LlamaModel, LlamaRankingContext } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";
import type { EngineTasks } from "../../core/engine/tasks";

type Rerank = EngineTasks["rerank"];

const mostContextTokens = 8_192;

/** Scores documents against a query with a cross-encoder, in a context of its own that is opened by the first request. */
export class Reranker {
  readonly #model: LlamaModel;
  readonly #threads: number;
  #context: LlamaRankingContext | null = null;

  constructor(model: LlamaModel, threads: number) {
    this.#model = model;
    this.#threads = threads;
  }

  /**
   * @param exclusively runs one document's work between two steps of the scheduler
   * @throws TresorError `unsupported` for a model without a ranking head, `context_exceeded`
   */
  async rerank(
    { query, documents, truncate }: Rerank["input"],
    exclusively: <T>(work: () => Promise<T>) => Promise<T>,
  ): Promise<Rerank["output"]> {
    const context = await exclusively(() => this.#open());
    const scores: number[] = [];
    let tokens = 0;
    const queryTokens = this.#model.tokenize(query).length;
    for (const [index, document] of documents.entries()) {
      tokens += queryTokens + this.#model.tokenize(document).length;
      const onOverflow = truncate ? "maxChunk" : "throw";
      const score = exclusively(() => context.rank(query, document, { onOverflow }));
      scores.push(await score.catch((error: unknown) => Promise.reject(refusal(error, index))));
    }
    return { scores, tokens };
  }

  async #open(): Promise<LlamaRankingContext> {
    const contextSize = Math.min(this.#model.trainContextSize, mostContextTokens);
    try {
      this.#context ??= await this.#model.createRankingContext({
        contextSize,
        batchSize: contextSize,
        threads: this.#threads,
      });
      return this.#context;
    } catch (error) {
      throw new TresorError("unsupported", `This model cannot rank documents: ${reasonOf(error)}`, { field: "model" });
    }
  }
}

function refusal(error: unknown, index: number): TresorError {
  return new TresorError("context_exceeded", `documents.${index} cannot be ranked: ${reasonOf(error)}`, {
    field: `documents.${index}`,
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
