import type { Experts, LatentAttention, ModelDimensions } from "../library/library-port";
import { activeWeightsBytes } from "./active-weights";
import { isEncoder } from "./capabilities";
import type { Hyperparameters } from "./hyperparameters";
import type { GgufHeader } from "./parse-header";
import { layerKinds, recurrentStateOf } from "./recurrent-state";
import { slidingWindowOf } from "./sliding-window";

/** Models that write many tokens at once and keep nothing between two steps. */
const withoutCache: readonly string[] = ["dream", "llada", "llada-moe", "rnd1"];
/** Layers that predict further tokens are never computed here; these architectures keep no keys for them. */
const withoutPredictedKeys: readonly string[] = ["step35", "hy_v3", "glm-dsa", "mimo2", "deepseek32"];
/** From this layer on gemma3n reads the keys of earlier ones. */
const gemma3nOwnLayers = 20;

/** The numbers for the memory budget. */
export function dimensionsOf(
  header: GgufHeader,
  hyperparameters: Hyperparameters,
  vocabularySize: number,
): ModelDimensions {
  const { architecture, layers, heads, keyLength, valueLength } = hyperparameters;
  const predicted = header.metadata.count(`${architecture}.nextn_predict_layers`) ?? 0;
  const { withState, withKeys } = layerKinds(header, architecture, layers);
  const latent = latentOf(header, architecture);
  const ownLayers = layersWithOwnKeys(header, architecture, layers, withState.size > 0 ? predicted : 0);
  return {
    architecture,
    weightsBytes: header.tensors.reduce((sum, tensor) => sum + tensor.bytes, 0),
    activeWeightsBytes: activeWeightsBytes(header, hyperparameters),
    layers,
    embeddingLength: hyperparameters.embeddingLength,
    feedForwardLength: hyperparameters.feedForwardLength,
    vocabularySize,
    contextLength: hyperparameters.contextLength,
    attentionHeads: Math.max(...heads),
    keyValueHeads: hyperparameters.keyValueHeads.map((count, layer) =>
      layer >= ownLayers || (withState.has(layer) && !withKeys.has(layer)) ? 0 : count,
    ),
    keyLength,
    valueLength: latent === undefined ? valueLength : 0,
    slidingWindow: slidingWindowOf(header.metadata, hyperparameters, predicted),
    recurrent: recurrentStateOf(header, hyperparameters, withState.size),
    latent,
    experts: expertsOf(header, hyperparameters),
    indexer: indexerOf(header, hyperparameters, layers - predicted, latent === undefined),
  };
}

/** The layers from here on keep no keys of their own. */
function layersWithOwnKeys(
  { metadata }: GgufHeader,
  architecture: string,
  layers: number,
  predictedOfHybrid: number,
): number {
  if (isEncoder(architecture) || withoutCache.includes(architecture)) return 0;
  if (architecture === "gemma3n") return gemma3nOwnLayers;
  if (architecture === "gemma4") return layers - (metadata.count("gemma4.attention.shared_kv_layers") ?? 0);
  if (withoutPredictedKeys.includes(architecture)) {
    return layers - (metadata.count(`${architecture}.nextn_predict_layers`) ?? 0);
  }
  return layers - predictedOfHybrid;
}

function latentOf({ metadata }: GgufHeader, architecture: string): LatentAttention | undefined {
  const count = (name: string) => metadata.count(`${architecture}.attention.${name}`) ?? 0;
  const [keyLength, valueLength] = [count("key_length_mla"), count("value_length_mla")];
  // Older files of such models hold the parts joined; the engine then keeps keys and values as they are.
  return keyLength > 0 && valueLength > 0 ? { rank: count("kv_lora_rank"), keyLength, valueLength } : undefined;
}

function expertsOf(
  { metadata }: GgufHeader,
  { architecture, layers, experts, expertsUsed, feedForwardLength }: Hyperparameters,
): Experts | undefined {
  if (experts === 0 || expertsUsed === 0) return undefined;
  const lengths = metadata.countPerLayer(`${architecture}.expert_feed_forward_length`, layers) ?? [feedForwardLength];
  return { used: expertsUsed, feedForwardLength: Math.max(...lengths) };
}

function indexerOf(
  { metadata }: GgufHeader,
  { architecture, valueLength }: Hyperparameters,
  layers: number,
  keepsValues: boolean,
): ModelDimensions["indexer"] {
  const keyLength = metadata.count(`${architecture}.attention.indexer.key_length`) ?? 0;
  if (keyLength === 0) return undefined;
  const dense = architecture === "minimax-m3" ? (metadata.count(`${architecture}.leading_dense_block_count`) ?? 0) : 0;
  return { layers: layers - dense, keyLength, valueLength: keepsValues ? valueLength : 0 };
}
