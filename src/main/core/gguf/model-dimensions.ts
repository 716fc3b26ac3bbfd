import type { ModelDimensions } from "../library/library-port";
import { activeWeightsBytes } from "./active-weights";
import type { Hyperparameters } from "./hyperparameters";
import type { GgufHeader } from "./parse-header";

/** The numbers for the memory budget. */
export function dimensionsOf(
  header: GgufHeader,
  hyperparameters: Hyperparameters,
  vocabularySize: number,
): ModelDimensions {
  const { layers, heads, keyValueHeads } = hyperparameters;
  const recurrent = recurrentLayers(header, hyperparameters.architecture, layers);
  return {
    weightsBytes: header.tensors.reduce((sum, tensor) => sum + tensor.bytes, 0),
    activeWeightsBytes: activeWeightsBytes(header, hyperparameters),
    layers,
    embeddingLength: hyperparameters.embeddingLength,
    feedForwardLength: hyperparameters.feedForwardLength,
    vocabularySize,
    contextLength: hyperparameters.contextLength,
    attentionHeads: Math.max(...heads),
    keyValueHeads: keyValueHeads.map((count, layer) => (recurrent.has(layer) ? 0 : count)),
    keyLength: hyperparameters.keyLength,
    valueLength: hyperparameters.valueLength,
  };
}

/**
 * Layers of hybrid models that keep a fixed state instead of keys and values. Either the metadata say that every n-th layer
 * attends (Qwen3-Next, Qwen3.5), or the tensors tell: a layer with a state-space part and no key projection.
 */
function recurrentLayers({ metadata, tensors }: GgufHeader, architecture: string, layers: number): ReadonlySet<number> {
  const interval = metadata.count(`${architecture}.full_attention_interval`) ?? 0;
  const predicted = metadata.count(`${architecture}.nextn_predict_layers`) ?? 0;
  if (interval > 0) {
    const indices = Array.from({ length: layers - predicted }, (_, layer) => layer);
    return new Set(indices.filter((layer) => (layer + 1) % interval !== 0));
  }
  const withState = new Set<number>();
  const withKeys = new Set<number>();
  for (const { name } of tensors) {
    const [, layer, part] = /^blk\.(\d+)\.(.+)$/.exec(name) ?? [];
    if (layer === undefined || part === undefined) continue;
    if (/^(ssm_|time_mix_|shortconv\.)/.test(part)) withState.add(Number(layer));
    if (/^attn_(k|kv_a_mqa|k_b)\./.test(part)) withKeys.add(Number(layer));
  }
  return new Set([...withState].filter((layer) => !withKeys.has(layer)));
}
