import type { RecurrentState } from "../library/library-port";
import type { Hyperparameters } from "./hyperparameters";
import type { GgufHeader } from "./parse-header";

/** Which layers keep keys, and which a state of fixed size; a layer may do both (Falcon H1). */
export interface LayerKinds {
  readonly withState: ReadonlySet<number>;
  readonly withKeys: ReadonlySet<number>;
}

/**
 * Either the metadata say that every n-th layer attends (Qwen3-Next, Qwen3.5), or the tensors tell: a layer with a state-space part,
 * and one with a key projection.
 */
export function layerKinds({ metadata, tensors }: GgufHeader, architecture: string, layers: number): LayerKinds {
  const interval = metadata.count(`${architecture}.full_attention_interval`) ?? 0;
  const predicted = metadata.count(`${architecture}.nextn_predict_layers`) ?? 0;
  if (interval > 0) {
    const indices = Array.from({ length: layers - predicted }, (_, layer) => layer);
    const attends = (layer: number) => (layer + 1) % interval === 0;
    return {
      withState: new Set(indices.filter((layer) => !attends(layer))),
      withKeys: new Set(indices.filter(attends)),
    };
  }
  const withState = new Set<number>();
  const withKeys = new Set<number>();
  for (const { name } of tensors) {
    const [, layer, part] = /^blk\.(\d+)\.(.+)$/.exec(name) ?? [];
    if (layer === undefined || part === undefined) continue;
    if (/^(ssm_|time_mix_|shortconv\.)/.test(part)) withState.add(Number(layer));
    if (/^attn_(k|kv_a_mqa|k_b)\./.test(part)) withKeys.add(Number(layer));
  }
  return { withState, withKeys };
}

/** What one recurrent layer keeps for each slot, as llama.cpp sizes it (n_embd_r, n_embd_s). Undefined when no layer does. */
export function recurrentStateOf(
  { metadata }: GgufHeader,
  { architecture, embeddingLength: width, heads }: Hyperparameters,
  layers: number,
): RecurrentState | undefined {
  if (layers === 0) return undefined;
  const count = (name: string) => metadata.count(`${architecture}.${name}`) ?? 0;
  const kernel = count("ssm.conv_kernel");
  const wkvLength = count("wkv.head_size");
  if (wkvLength > 0) {
    const shifts = metadata.count(`${architecture}.token_shift_count`) ?? 2;
    return { layers, convolution: shifts * width, memory: width * wkvLength, channels: width, inner: width };
  }
  const shortKernel = count("shortconv.l_cache");
  if (shortKernel > 0) {
    return { layers, convolution: width * (shortKernel - 1), memory: 0, channels: width, inner: 2 * width };
  }
  const deltaLength = count("kda.head_dim");
  if (deltaLength > 0) {
    const inner = Math.max(...heads) * deltaLength;
    const convolution = 3 * (kernel > 0 ? kernel - 1 : 3) * inner;
    return { layers, convolution, memory: inner * deltaLength, channels: 3 * inner, inner };
  }
  const inner = count("ssm.inner_size");
  const channels = inner + 2 * count("ssm.group_count") * count("ssm.state_size");
  const convolution = Math.max(0, kernel - 1) * channels;
  return { layers, convolution, memory: count("ssm.state_size") * inner, channels, inner };
}
