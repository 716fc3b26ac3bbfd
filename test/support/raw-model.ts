import type { LlamaContext, LlamaContextSequence, LlamaModel, Token } from "node-llama-cpp";
import { testEngine } from "./test-engine";

/** What an answer must be: computed on node-llama-cpp itself, from nothing but the prompt. */
export interface RawAnswer {
  readonly tokens: readonly number[];
  readonly text: string;
  readonly logprobs: readonly number[];
}

export class RawModel {
  readonly #model: LlamaModel;
  readonly #context: LlamaContext;
  readonly #sequence: LlamaContextSequence;

  private constructor(model: LlamaModel, context: LlamaContext) {
    this.#model = model;
    this.#context = context;
    this.#sequence = context.getSequence({ checkpoints: { max: 0, interval: false } });
  }

  static async load(path: string, contextTokens = 4_096): Promise<RawModel> {
    const llama = await testEngine();
    const model = await llama.loadModel({ modelPath: path, gpuLayers: 0 });
    return new RawModel(model, await model.createContext({ contextSize: contextTokens, threads: 1, batchSize: 512 }));
  }

  async answer(prompt: readonly number[], count: number): Promise<RawAnswer> {
    await this.#sequence.clearHistory();
    const tokens: Token[] = [];
    const logprobs: number[] = [];
    const options = { temperature: 0, topK: 0, yieldEogToken: true };
    const generated = this.#sequence.evaluateWithMetadata([...prompt] as Token[], { probabilities: true }, options);
    for await (const { token, probabilities } of generated) {
      tokens.push(token);
      logprobs.push(Math.log(probabilities.get(token) ?? 0));
      if (tokens.length === count) break;
    }
    return { tokens, text: this.#model.detokenize(tokens, true, [...prompt] as Token[]), logprobs };
  }

  async dispose(): Promise<void> {
    await this.#context.dispose();
    await this.#model.dispose();
  }
}
