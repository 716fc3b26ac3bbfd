import { numbers, u32, type HeaderPlan } from "../gguf-bytes";
import {
  attention,
  experts,
  feedForward,
  headNorms,
  matrix,
  norms,
  outlineOf,
  perLayer,
  vector,
  type OutlineShape,
} from "./outline";

const dense: OutlineShape = {
  layers: 3,
  width: 4_096,
  heads: 32,
  keyValueHeads: 8,
  headLength: 128,
  feedForward: 14_336,
  vocabulary: 4_096,
};

/** Llama 3.1 8B in width. */
export const llama = (shape: Partial<OutlineShape> = {}): HeaderPlan => {
  const whole = { ...dense, ...shape };
  return outlineOf({
    architecture: "llama",
    shape: whole,
    block: (block) => [
      ...norms(block, whole.width, ["attn_norm", "ffn_norm"]),
      ...attention(block, whole),
      ...feedForward(block, whole.width, whole.feedForward),
    ],
  });
};

export interface ExpertShape {
  readonly count: number;
  readonly used: number;
  readonly feedForward: number;
}

/** Qwen3-30B-A3B in width. */
export const qwen3moe = (
  shape: Partial<OutlineShape> = {},
  { count, used, feedForward: inner }: ExpertShape = { count: 128, used: 8, feedForward: 768 },
): HeaderPlan => {
  const whole = { ...dense, width: 2_048, keyValueHeads: 4, feedForward: 6_144, ...shape };
  return outlineOf({
    architecture: "qwen3moe",
    shape: whole,
    metadata: {
      expert_count: u32(count),
      expert_used_count: u32(used),
      expert_feed_forward_length: u32(inner),
    },
    block: (block) => [
      ...norms(block, whole.width, ["attn_norm", "ffn_norm"]),
      ...attention(block, whole),
      ...headNorms(block, whole),
      ...experts(block, whole.width, inner, count),
    ],
  });
};

/** MiniMax-M2 in width: norms over all heads. */
export const minimaxM2 = (): HeaderPlan => {
  const shape = { ...dense, layers: 2, width: 3_072, heads: 48, feedForward: 1_536 };
  return outlineOf({
    architecture: "minimax-m2",
    shape,
    metadata: {
      expert_count: u32(16),
      expert_used_count: u32(8),
      expert_feed_forward_length: u32(1_536),
      expert_gating_func: u32(2),
      "rope.dimension_count": u32(64),
    },
    block: (block) => [
      ...norms(block, shape.width, ["attn_norm", "ffn_norm"]),
      ...attention(block, shape),
      vector(`${block}.attn_q_norm`, shape.heads * shape.headLength),
      vector(`${block}.attn_k_norm`, shape.keyValueHeads * shape.headLength),
      ...experts(block, shape.width, 1_536, 16),
      vector(`${block}.exp_probs_b`, 16, "bias"),
    ],
  });
};

/** Gemma 3 12B in width: five layers with a window of 1,024 to one without. */
export const gemma3 = (shape: Partial<OutlineShape> = {}): HeaderPlan => {
  const whole = { ...dense, layers: 6, width: 3_840, heads: 16, headLength: 256, feedForward: 15_360, ...shape };
  return outlineOf({
    architecture: "gemma3",
    shape: whole,
    metadata: { "attention.sliding_window": u32(1_024) },
    block: (block) => [
      ...norms(block, whole.width, ["attn_norm", "post_attention_norm", "ffn_norm", "post_ffw_norm"]),
      ...attention(block, whole),
      ...headNorms(block, whole),
      ...feedForward(block, whole.width, whole.feedForward),
    ],
  });
};

/** gpt-oss-20b in width: every other layer with a window of 128, sinks and biases. */
export const gptOss = (): HeaderPlan => {
  const shape = { ...dense, layers: 4, width: 2_880, heads: 64, headLength: 64, feedForward: 2_880 };
  const count = 8;
  return outlineOf({
    architecture: "gpt-oss",
    shape,
    metadata: {
      "attention.sliding_window": u32(128),
      expert_count: u32(count),
      expert_used_count: u32(4),
      expert_feed_forward_length: u32(2_880),
    },
    block: (block) => [
      ...norms(block, shape.width, ["attn_norm", "post_attention_norm"]),
      ...attention(block, shape),
      vector(`${block}.attn_q`, shape.heads * shape.headLength, "bias"),
      vector(`${block}.attn_k`, shape.keyValueHeads * shape.headLength, "bias"),
      vector(`${block}.attn_v`, shape.keyValueHeads * shape.headLength, "bias"),
      vector(`${block}.attn_output`, shape.width, "bias"),
      vector(`${block}.attn_sinks`, shape.heads),
      ...experts(block, shape.width, shape.feedForward, count),
      vector(`${block}.ffn_gate_inp`, count, "bias"),
      ...["gate", "up"].map((part) => ({
        name: `${block}.ffn_${part}_exps.bias`,
        dimensions: [shape.feedForward, count],
        type: "F32",
      })),
      { name: `${block}.ffn_down_exps.bias`, dimensions: [shape.width, count], type: "F32" },
    ],
  });
};

/** DeepSeek-V3 in width, with compressed keys and values; few experts. */
export const deepseek2 = (): HeaderPlan => {
  const shape = {
    ...dense,
    layers: 3,
    width: 7_168,
    heads: 128,
    keyValueHeads: 1,
    headLength: 576,
    feedForward: 18_432,
  };
  const [rank, queryRank, rotated, plain, value, count, inner] = [512, 1_536, 64, 128, 128, 16, 2_048];
  return outlineOf({
    architecture: "deepseek2",
    shape,
    metadata: {
      "attention.q_lora_rank": u32(queryRank),
      "attention.kv_lora_rank": u32(rank),
      "attention.value_length": u32(rank),
      "attention.key_length_mla": u32(plain + rotated),
      "attention.value_length_mla": u32(value),
      "rope.dimension_count": u32(rotated),
      leading_dense_block_count: u32(1),
      expert_count: u32(count),
      expert_used_count: u32(8),
      expert_shared_count: u32(1),
      expert_feed_forward_length: u32(inner),
      expert_gating_func: u32(2),
    },
    block: (block, layer) => [
      ...norms(block, shape.width, ["attn_norm", "ffn_norm"]),
      vector(`${block}.attn_q_a_norm`, queryRank),
      vector(`${block}.attn_kv_a_norm`, rank),
      matrix(`${block}.attn_q_a`, shape.width, queryRank),
      matrix(`${block}.attn_q_b`, queryRank, shape.heads * (plain + rotated)),
      matrix(`${block}.attn_kv_a_mqa`, shape.width, rank + rotated),
      matrix(`${block}.attn_k_b`, plain, rank, shape.heads),
      matrix(`${block}.attn_v_b`, rank, value, shape.heads),
      matrix(`${block}.attn_output`, shape.heads * value, shape.width),
      ...(layer === 0
        ? feedForward(block, shape.width, shape.feedForward)
        : [
            ...experts(block, shape.width, inner, count),
            vector(`${block}.exp_probs_b`, count, "bias"),
            ...feedForward(block, shape.width, inner, "_shexp"),
          ]),
    ],
  });
};

/** Qwen3.5 in width: three recurrent layers to one with attention; with experts where they are given. */
export const qwen35 = (given: ExpertShape | null, shape: Partial<OutlineShape> = {}): HeaderPlan => {
  const whole = {
    ...dense,
    layers: 4,
    width: 2_048,
    heads: 16,
    keyValueHeads: 2,
    headLength: 256,
    feedForward: 6_144,
    ...shape,
  };
  const architecture = given === null ? "qwen35" : "qwen35moe";
  const [state, groups, valueHeads, kernel] = [128, 16, 32, 4];
  const [keys, values] = [state * groups, state * valueHeads];
  return outlineOf({
    architecture,
    shape: whole,
    metadata: {
      full_attention_interval: u32(4),
      "rope.dimension_count": u32(64),
      "rope.dimension_sections": numbers("u32", [11, 11, 10, 0]),
      "ssm.conv_kernel": u32(kernel),
      "ssm.group_count": u32(groups),
      "ssm.inner_size": u32(values),
      "ssm.state_size": u32(state),
      "ssm.time_step_rank": u32(valueHeads),
      ...(given === null
        ? {}
        : {
            expert_count: u32(given.count),
            expert_used_count: u32(given.used),
            expert_feed_forward_length: u32(given.feedForward),
            expert_shared_feed_forward_length: u32(given.feedForward),
          }),
    },
    block: (block, layer) => [
      ...norms(block, whole.width, ["attn_norm", "post_attention_norm"]),
      ...((layer + 1) % 4 === 0
        ? [...attention(block, whole, 2), ...headNorms(block, whole)]
        : [
            matrix(`${block}.attn_qkv`, whole.width, 2 * keys + values),
            matrix(`${block}.attn_gate`, whole.width, values),
            { name: `${block}.ssm_conv1d.weight`, dimensions: [kernel, 2 * keys + values], type: "F32" },
            vector(`${block}.ssm_dt`, valueHeads, "bias"),
            vector(`${block}.ssm_a`, valueHeads, ""),
            matrix(`${block}.ssm_beta`, whole.width, valueHeads),
            matrix(`${block}.ssm_alpha`, whole.width, valueHeads),
            vector(`${block}.ssm_norm`, state),
            matrix(`${block}.ssm_out`, values, whole.width),
          ]),
      ...(given === null
        ? feedForward(block, whole.width, whole.feedForward)
        : [
            ...experts(block, whole.width, given.feedForward, given.count),
            vector(`${block}.ffn_gate_inp_shexp`, whole.width),
            ...feedForward(block, whole.width, given.feedForward, "_shexp"),
          ]),
    ],
  });
};

/** LFM2 in width: short convolutions, and attention in one of three layers. */
export const lfm2 = (): HeaderPlan => {
  const shape = { ...dense, width: 2_048, headLength: 64, feedForward: 8_192 };
  const kernel = 3;
  return outlineOf({
    architecture: "lfm2",
    shape,
    metadata: { "shortconv.l_cache": u32(kernel), "attention.head_count_kv": perLayer([0, 0, 8]) },
    block: (block, layer) => [
      ...norms(block, shape.width, ["attn_norm", "ffn_norm"]),
      ...(layer === 2
        ? [...attention(block, shape), ...headNorms(block, shape)]
        : [
            { name: `${block}.shortconv.conv.weight`, dimensions: [kernel, shape.width], type: "F32" },
            matrix(`${block}.shortconv.in_proj`, shape.width, 3 * shape.width),
            matrix(`${block}.shortconv.out_proj`, shape.width, shape.width),
          ]),
      ...feedForward(block, shape.width, shape.feedForward),
    ],
  });
};
