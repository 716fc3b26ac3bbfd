import type { LlamaEmbeddingContext, LlamaModel, Token } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";
import type { EngineTasks } from "../../core/engine/tasks";
import { knownTokens } from "./known-tokens";
import { SideContext } from "./side-context";
import { unitVector } from "./vectors";

/** As GGUF numbers it: the model's result is a score instead of a vector. */
const rankPooling = 4;

type Embed = EngineTasks["embed"];

/** Makes vectors of texts, in a context of its own that is opened by the first request. */
export class Embedder {
  readonly #model: LlamaModel;
  readonly #side: SideContext<LlamaEmbeddingContext>;

  constructor(model: LlamaModel, threads: number) {
    this.#model = model;
    this.#side = new SideContext(model, threads, (options) => model.createEmbeddingContext(options));
  }

  /**
   * @param exclusively runs one input's work between two steps of the scheduler, and never two at once
   * @throws TresorError `invalid_request` for an empty input and for more dimensions than there are, `context_exceeded` for an input
   * that is too long, `unsupported` for a model that makes no vectors
   */
  async embed(
    { inputs, truncate, dimensions }: Embed["input"],
    exclusively: <T>(work: () => Promise<T>) => Promise<T>,
  ): Promise<Embed["output"]> {
    const most = this.#model.embeddingVectorSize;
    if (dimensions !== undefined && dimensions > most) throw tooManyDimensions(dimensions, most);
    const given = inputs.map((input, index) => this.#tokensOf(input, index));
    const vectors: number[][] = [];
    let tokens = 0;
    for (const [index, input] of given.entries()) {
      const context = await exclusively(() => this.#open());
      const fitted = this.#fit(context, input, index, truncate);
      tokens += context.calculateInputLength(fitted);
      const { vector } = await exclusively(() => context.getEmbeddingFor(fitted));
      vectors.push(unitVector(vector, dimensions));
    }
    return { vectors, tokens };
  }

  async close(): Promise<void> {
    await this.#side.close();
  }

  async #open(): Promise<LlamaEmbeddingContext> {
    const { hasEncoder, hasDecoder } = this.#model.fileInsights;
    if (hasEncoder && hasDecoder) throw unsupported("it translates from one text to another");
    const pooling: number | undefined = this.#model.fileInfo.architectureMetadata.pooling_type;
    if (pooling === rankPooling) throw unsupported("it ranks documents");
    return await this.#side.open();
  }

  #tokensOf(input: string | readonly number[], index: number): Token[] {
    const field = `input.${index}`;
    const tokens = typeof input === "string" ? this.#model.tokenize(input) : knownTokens(input, this.#model, field);
    if (tokens.length > 0) return tokens;
    throw new TresorError("invalid_request", `${field} is empty; send some text.`, { field });
  }

  #fit(context: LlamaEmbeddingContext, tokens: Token[], index: number, truncate: boolean): Token[] {
    const most = this.#side.mostTokens;
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

function unsupported(what: string): TresorError {
  return new TresorError("unsupported", `This model makes no vectors: ${what}. Choose an embedding \`model\`.`, {
    field: "model",
  });
}

function tooManyDimensions(dimensions: number, most: number): TresorError {
  return new TresorError(
    "invalid_request",
    `\`dimensions\` is ${dimensions}, and this model's vectors have ${most}; ask for at most as many.`,
    { field: "dimensions" },
  );
}
