import { f32, numbers, text, u32, type EntryValue, type HeaderPlan, type TensorPlan } from "../gguf-bytes";
import { tinyVocabulary } from "../tiny-vocabulary";

/** The measures that all decoders have; those of an outline are a real model's, but for the number of layers. */
export interface OutlineShape {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headLength: number;
  readonly feedForward: number;
  readonly vocabulary: number;
}

export interface OutlineParts {
  readonly architecture: string;
  readonly shape: OutlineShape;
  /** Under the architecture's name, beyond those that follow from the shape. */
  readonly metadata?: Readonly<Record<string, EntryValue>>;
  readonly block: (block: string, layer: number) => readonly TensorPlan[];
}

/** The header of a model whose weights nobody will read. */
export function outlineOf({ architecture, shape, metadata = {}, block }: OutlineParts): HeaderPlan {
  const { layers, width, heads, keyValueHeads, headLength, feedForward, vocabulary: wished } = shape;
  const vocabulary = tinyVocabulary(wished);
  const own = {
    context_length: u32(131_072),
    embedding_length: u32(width),
    block_count: u32(layers),
    feed_forward_length: u32(feedForward),
    "attention.head_count": u32(heads),
    "attention.head_count_kv": u32(keyValueHeads),
    "attention.key_length": u32(headLength),
    "attention.value_length": u32(headLength),
    "attention.layer_norm_rms_epsilon": f32(1e-5),
    "rope.dimension_count": u32(headLength),
    vocab_size: u32(vocabulary.size),
    ...metadata,
  };
  const prefixed = Object.entries(own).map(([key, value]) => [`${architecture}.${key}`, value] as const);
  return {
    metadata: {
      "general.architecture": text(architecture),
      "general.name": text(`Outline of ${architecture}`),
      ...Object.fromEntries(prefixed),
      ...vocabulary.metadata,
    },
    tensors: [
      matrix("token_embd", width, vocabulary.size),
      ...Array.from({ length: layers }, (_, layer) => block(`blk.${layer}`, layer)).flat(),
      vector(architecture.startsWith("lfm2") ? "token_embd_norm" : "output_norm", width),
      matrix("output", width, vocabulary.size),
    ],
  };
}

export const matrix = (name: string, ...dimensions: readonly number[]): TensorPlan => ({
  name: `${name}.weight`,
  dimensions,
  type: "F16",
});

export const vector = (name: string, length: number, kind = "weight"): TensorPlan => ({
  name: kind === "" ? name : `${name}.${kind}`,
  dimensions: [length],
  type: "F32",
});

export const perLayer = (values: readonly number[]): EntryValue => numbers("u32", values);

/** `queryParts` is 2 where a gate comes with each query. */
export function attention(block: string, shape: OutlineShape, queryParts = 1): readonly TensorPlan[] {
  const { width, heads, keyValueHeads, headLength } = shape;
  return [
    matrix(`${block}.attn_q`, width, heads * headLength * queryParts),
    matrix(`${block}.attn_k`, width, keyValueHeads * headLength),
    matrix(`${block}.attn_v`, width, keyValueHeads * headLength),
    matrix(`${block}.attn_output`, heads * headLength, width),
  ];
}

export const headNorms = (block: string, { headLength }: OutlineShape): readonly TensorPlan[] => [
  vector(`${block}.attn_q_norm`, headLength),
  vector(`${block}.attn_k_norm`, headLength),
];

export const norms = (block: string, width: number, names: readonly string[]): readonly TensorPlan[] =>
  names.map((name) => vector(`${block}.${name}`, width));

export function feedForward(block: string, width: number, inner: number, suffix = ""): readonly TensorPlan[] {
  return [
    matrix(`${block}.ffn_gate${suffix}`, width, inner),
    matrix(`${block}.ffn_up${suffix}`, width, inner),
    matrix(`${block}.ffn_down${suffix}`, inner, width),
  ];
}

export function experts(block: string, width: number, inner: number, count: number): readonly TensorPlan[] {
  return [
    matrix(`${block}.ffn_gate_inp`, width, count),
    matrix(`${block}.ffn_gate_exps`, width, inner, count),
    matrix(`${block}.ffn_up_exps`, width, inner, count),
    matrix(`${block}.ffn_down_exps`, inner, width, count),
  ];
}
