import { numbers, u32 } from "./gguf-bytes";
import { attention, decoderShape, feedForward, vector, weights, writeTinyDecoder } from "./tiny-decoder";
import { zeros, type ModelTensor } from "./write-model-file";

const layers = 4;
const attentionInterval = 4;
const recurrent = { state: 64, groups: 2, heads: 4, convolution: 4 } as const;

/** Writes a model of the qwen35 architecture: three recurrent layers and one with attention. */
export function writeTinyHybrid(path: string, chatTemplate?: string): void {
  const { state, groups, heads, convolution } = recurrent;
  writeTinyDecoder({
    path,
    architecture: "qwen35",
    name: "Tiny Hybrid",
    layers,
    context: 4_096,
    chatTemplate,
    metadata: {
      "qwen35.full_attention_interval": u32(attentionInterval),
      "qwen35.rope.dimension_count": u32(8),
      "qwen35.rope.dimension_sections": numbers("u32", [2, 1, 1, 0]),
      "qwen35.ssm.conv_kernel": u32(convolution),
      "qwen35.ssm.group_count": u32(groups),
      "qwen35.ssm.inner_size": u32(state * heads),
      "qwen35.ssm.state_size": u32(state),
      "qwen35.ssm.time_step_rank": u32(heads),
    },
    block: (layer) => {
      const block = `blk.${layer}`;
      const { width } = decoderShape;
      const mixer = (layer + 1) % attentionInterval === 0 ? attention(block, 2) : linearAttention(block);
      const norms = ["attn_norm", "post_attention_norm"].map((norm) => vector(`${block}.${norm}.weight`, width));
      return [...norms, ...mixer, ...feedForward(block)];
    },
  });
}

function linearAttention(block: string): readonly ModelTensor[] {
  const { state, groups, heads, convolution } = recurrent;
  const { width } = decoderShape;
  const keys = state * groups;
  const values = state * heads;
  return [
    weights(`${block}.attn_qkv`, width, 2 * keys + values),
    weights(`${block}.attn_gate`, width, values),
    { ...weights(`${block}.ssm_conv1d`, convolution, 2 * keys + values), content: () => 0.5 },
    vector(`${block}.ssm_dt.bias`, heads, zeros),
    // Negative: it decays. Slowly, so that the state depends on tokens far back.
    vector(`${block}.ssm_a`, heads, () => -0.01),
    weights(`${block}.ssm_beta`, width, heads),
    weights(`${block}.ssm_alpha`, width, heads),
    vector(`${block}.ssm_norm.weight`, state),
    weights(`${block}.ssm_out`, values, width),
  ];
}
