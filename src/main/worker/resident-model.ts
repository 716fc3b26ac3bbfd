import {
  getLlama,
  LlamaLogLevel,
  type CustomBatchingPrioritizationStrategy,
  type Llama,
  type LlamaContext,
  type LlamaModel,
} from "node-llama-cpp";
import { TresorError } from "../../shared/errors";
import type { CacheType } from "../../shared/shapes/plan";
import type { LoadedModel, LoadOptions } from "../core/engine/engine";
import { PromptTokens } from "./chat/prompt-tokens";

/** The loaded model and its context: what the rest of the worker works with. */
export interface ResidentModel {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly context: LlamaContext;
  readonly prompts: PromptTokens;
  readonly loaded: LoadedModel;
}

/** Tokens that one call into the engine computes at most. */
export function batchTokensOf(contextTokens: number): number {
  return Math.min(512, contextTokens);
}

export const cacheTypeOf = ({ cacheType }: Pick<LoadOptions, "cacheType">): CacheType => cacheType ?? "F16";

/** The scheduler never submits more than a batch holds, so everything goes at once. The engine's own strategies favour the first. */
const takeAll: CustomBatchingPrioritizationStrategy = ({ items }) =>
  items.map((item) => ({ item, processAmount: item.tokens.length }));

/**
 * Loads model and context through node-llama-cpp. It never builds, never downloads, and uses the threads it is told to: the engine's
 * own default of four is several hundred times slower on a machine with two cores.
 *
 * @throws TresorError `load_failed` with the engine's own words
 */
export async function loadResidentModel(
  options: LoadOptions,
  onProgress: (progress: number) => void,
): Promise<ResidentModel> {
  const engineWords: string[] = [];
  try {
    const llama = await getLlama({
      gpu: options.gpu ? "auto" : false,
      build: "never",
      skipDownload: true,
      progressLogs: false,
      maxThreads: options.threads,
      logLevel: LlamaLogLevel.error,
      logger: (_level, message) => void engineWords.push(message.trim()),
    });
    const model = await llama.loadModel({
      modelPath: options.path,
      gpuLayers: options.gpu ? "max" : 0,
      // The weights are most of the work; the context comes after them.
      onLoadProgress: (progress) => onProgress(progress * 0.95),
    });
    const context = await model.createContext({
      contextSize: options.context,
      sequences: options.slots,
      threads: options.threads,
      batchSize: batchTokensOf(options.context),
      batching: { itemPrioritizationStrategy: takeAll },
      experimentalKvCacheKeyType: cacheTypeOf(options),
      experimentalKvCacheValueType: cacheTypeOf(options),
    });
    const prompts = new PromptTokens(llama, model);
    onProgress(1);
    const contextBytes = context.memoryUsage.ram + context.memoryUsage.vram;
    const kvCacheBytes = Math.min(options.kvCacheBytes, contextBytes);
    return {
      llama,
      model,
      context,
      prompts,
      loaded: {
        context: context.contextSize,
        slots: context.totalSequences,
        template: prompts.template,
        memory: { weightsBytes: model.size, kvCacheBytes, computeBytes: contextBytes - kvCacheBytes },
        gpuLimitBytes: llama.gpu === false ? null : (await llama.getVramState()).total,
      },
    };
  } catch (error) {
    const words = [error instanceof Error ? error.message : String(error), ...engineWords.slice(-2)].filter(
      (word) => word !== "",
    );
    throw new TresorError(
      "load_failed",
      `The engine could not load the model: ${[...new Set(words)].join("; ")}`,
      undefined,
      { cause: error },
    );
  }
}
