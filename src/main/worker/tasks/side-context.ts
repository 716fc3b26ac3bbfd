import type { LlamaModel } from "node-llama-cpp";

/** Longer inputs would need compute buffers that no plan has counted. */
const mostContextTokens = 8_192;

interface SideContextOptions {
  readonly contextSize: number;
  readonly batchSize: number;
  readonly threads: number;
}

/** A context of its own beside the slots, opened by the first request that needs it. */
export class SideContext<Context extends { dispose(): Promise<void> }> {
  /** The longest input. */
  readonly mostTokens: number;
  readonly #options: SideContextOptions;
  readonly #create: (options: SideContextOptions) => Promise<Context>;
  #context: Context | null = null;

  constructor(model: LlamaModel, threads: number, create: (options: SideContextOptions) => Promise<Context>) {
    const contextSize = Math.min(model.trainContextSize, mostContextTokens);
    this.mostTokens = contextSize - 1;
    // Models that look both ways read an input in one piece or not at all.
    this.#options = { contextSize, batchSize: contextSize, threads };
    this.#create = create;
  }

  /** Never called twice at once: it runs between two steps of the scheduler. */
  async open(): Promise<Context> {
    this.#context ??= await this.#create(this.#options);
    return this.#context;
  }

  async close(): Promise<void> {
    await this.#context?.dispose();
    this.#context = null;
  }
}
