import type { LlamaEmbeddingContext, LlamaModel, Token } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";
import type { EngineTasks } from "../../core/engine/tasks";
import { unitVector } from "./vectors";

/** Longer inputs would need compute buffers that no plan has counted. */
const mostContextTokens = 8_192;

type Embed = EngineTasks["embed"];

/** Makes vectors of texts, in a context of its own that is opened by the first request. */
export class Embedder {
  readonly #model: LlamaModel;
  readonly #threads: number;
  #context: LlamaEmbeddingContext | null = null;

  constructor(model: LlamaModel, threads: number) {
    this.#model = model;
    this.#threads = threads;
  }

  /**
   * @param exclusively runs one input's work between two steps of the scheduler
   * @throws TresorError `invalid_request` for an empty input, `context_exceeded` for one that is too long
   */
  async embed(
    { inputs, truncate, dimensions }: Embed["input"],
    exclusively: <T>(work: () => Promise<T>) => Promise<T>,
  ): Promise<Embed["output"]> {
    const vectors: number[][] = [];
    let tokens = 0;
    for (const [index, input] of inputs.entries()) {
      const context = await exclusively(() => this.#open());
      const fitted = this.#fit(context, this.#tokensOf(input, index), index, truncate);
      tokens += context.calculateInputLength(fitted);
      const { vector } = await exclusively(() => context.getEmbeddingFor(fitted));
      vectors.push(unitVector(vector, dimensions));
    }
    return { vectors, tokens };
  }

  async #open(): Promise<LlamaEmbeddingContext> {
    const contextSize = this.#contextTokens;
    this.#context ??= await this.#model.createEmbeddingContext({
      contextSize,
      // Models that look both ways read an input in one piece or not at all.
      batchSize: contextSize,
      threads: this.#threads,
    });
    return this.#context;
  }

  get #contextTokens(): number {
    return Math.min(this.#model.trainContextSize, mostContextTokens);
  }

  #tokensOf(input: string | readonly number[], index: number): Token[] {
    const tokens = typeof input === "string" ? this.#model.tokenize(input) : ([...input] as Token[]);
    if (tokens.length > 0) return tokens;
    throw new TresorError("invalid_request", `input.${index} is empty; send some text.`, { field: `input.${index}` });
  }

  #fit(context: LlamaEmbeddingContext, tokens: Token[], index: number, truncate: boolean): Token[] {
    const most = this.#contextTokens - 1;
    const length = context.calculateInputLength(tokens);
    if (length <= most) return tokens;
    if (truncate) return tokens.slice(0, tokens.length - (length - most));
    throw new TresorError(
      "context_exceeded",
      `input.${index} has ${length} tokens, and this model takes ${most}; shorten it or ask for truncation.`,
      { field: `input.${index}`, promptTokens: length, contextTokens: most },
    );
  }
}
