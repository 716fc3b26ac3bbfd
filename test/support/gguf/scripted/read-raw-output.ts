import { getLlama, LlamaLogLevel, type Token } from "node-llama-cpp";

export interface RawOutput {
  /** With the texts of control tokens, without the token that ended it. */
  readonly text: string;
  readonly tokens: number;
  readonly endToken: string;
}

interface RawOptions {
  readonly temperature?: number;
  readonly seed?: number;
  /** Each prompt continues what the one before it has left. */
  readonly keepContext?: boolean;
}

/** What a model writes after each prompt, by the engine alone: texts of control tokens in prompts become tokens. */
export async function readRawOutput(
  path: string,
  prompts: readonly string[],
  { keepContext = false, ...sampling }: RawOptions = {},
): Promise<readonly RawOutput[]> {
  const llama = await getLlama({
    gpu: false,
    build: "never",
    skipDownload: true,
    progressLogs: false,
    maxThreads: 1,
    logLevel: LlamaLogLevel.error,
  });
  const model = await llama.loadModel({ modelPath: path, gpuLayers: 0 });
  const context = await model.createContext({ contextSize: 8_192, sequences: 1, threads: 1, batchSize: 512 });
  const sequence = context.getSequence();
  const outputs: RawOutput[] = [];
  for (const prompt of prompts) {
    if (!keepContext) await sequence.clearHistory();
    const written: Token[] = [];
    let endToken = "";
    for await (const token of sequence.evaluate(model.tokenize(prompt, true), {
      temperature: 0,
      ...sampling,
      yieldEogToken: true,
    })) {
      if (model.isEogToken(token) || written.length >= 4_000) {
        endToken = model.detokenize([token], true);
        break;
      }
      written.push(token);
    }
    outputs.push({ text: model.detokenize(written, true), tokens: written.length, endToken });
  }
  await model.dispose();
  await llama.dispose();
  return outputs;
}
