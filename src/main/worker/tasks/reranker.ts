import type { LlamaModel, LlamaRankingContext, Token } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";
import type { EngineTasks } from "../../core/engine/tasks";
import { SideContext } from "./side-context";

type Rerank = EngineTasks["rerank"];

/** Scores documents against a query with a cross-encoder, in a context of its own that is opened by the first request. */
export class Reranker {
  readonly #model: LlamaModel;
  readonly #side: SideContext<LlamaRankingContext>;

  constructor(model: LlamaModel, threads: number) {
    this.#model = model;
    this.#side = new SideContext(model, threads, (options) => model.createRankingContext(options));
  }

  /**
   * A document that is too long is cut at its end, when that was asked for.
   * @param exclusively runs one document's work between two steps of the scheduler, and never two at once
   * @throws TresorError `unsupported` for a model without a ranking head, `context_exceeded`
   */
  async rerank(
    { query, documents, truncate }: Rerank["input"],
    exclusively: <T>(work: () => Promise<T>) => Promise<T>,
  ): Promise<Rerank["output"]> {
    if (!this.#model.fileInsights.supportsRanking) throw unsupported();
    const scores: number[] = [];
    let tokens = 0;
    const queryTokens = this.#tokensOf(query);
    for (const [index, document] of documents.entries()) {
      const context = await exclusively(() => this.#side.open());
      const fitted = this.#fit(context, queryTokens, this.#tokensOf(document), index, truncate);
      tokens += context.calculateInputLength(queryTokens, fitted);
      scores.push(await exclusively(() => context.rank(queryTokens, fitted)));
    }
    return { scores, tokens };
  }

  async close(): Promise<void> {
    await this.#side.close();
  }

  #tokensOf(text: string): Token[] {
    return this.#model.tokenize(text, false, "trimLeadingSpace");
  }

  #fit(context: LlamaRankingContext, query: Token[], document: Token[], index: number, truncate: boolean): Token[] {
    const most = this.#side.mostTokens;
    const length = context.calculateInputLength(query, document);
    if (length <= most) return document;
    const room = document.length - (length - most);
    if (truncate && room > 0) return document.slice(0, room);
    const field = truncate ? "query" : `documents.${index}`;
    throw new TresorError(
      "context_exceeded",
      truncate
        ? `\`query\` leaves no room for documents.${index}: this model takes ${most} tokens for both; shorten it.`
        : `documents.${index} and the query have ${length} tokens, and this model takes ${most}; shorten them or ask for truncation.`,
      { field, promptTokens: length, contextTokens: most },
    );
  }
}

function unsupported(): TresorError {
  return new TresorError(
    "unsupported",
    "This model cannot rank documents: it has no ranking head. Choose a reranker as `model`.",
    { field: "model" },
  );
}
