import { f32, text, u32, type EntryValue } from "./gguf-bytes";
import { chatmlTemplate, tinyVocabulary } from "./tiny-vocabulary";
import { ones, writeModelFile, type ElementValue, type ModelTensor } from "./write-model-file";

/** What all small generated decoders are alike in. */
export const decoderShape = { width: 64, heads: 4, keyValueHeads: 2, headLength: 32, feedForward: 96 } as const;

export interface TinyDecoder {
  readonly path: string;
  readonly architecture: string;
  readonly name: string;
  readonly layers: number;
  readonly context: number;
  readonly chatTemplate?: string | undefined;
  /** Beyond those that every decoder has. */
  readonly metadata: Readonly<Record<string, EntryValue>>;
  readonly block: (layer: number) => readonly ModelTensor[];
}

/** Random logits lie close together; so far apart, the rounding of another batch shape does not change a greedy answer. */
const decisiveness = 32;

/** Writes a decoder with random weights whose greedy answers hold printable tokens only. */
export function writeTinyDecoder(decoder: TinyDecoder): void {
  const { path, architecture, name, layers, context, chatTemplate = chatmlTemplate, metadata, block } = decoder;
  const vocabulary = tinyVocabulary();
  const { width, heads, keyValueHeads, headLength, feedForward } = decoderShape;
  const common = {
    "general.architecture": text(architecture),
    "general.name": text(name),
    "general.license": text("cc0-1.0"),
    "general.file_type": u32(0),
    [`${architecture}.context_length`]: u32(context),
    [`${architecture}.embedding_length`]: u32(width),
    [`${architecture}.block_count`]: u32(layers),
    [`${architecture}.feed_forward_length`]: u32(feedForward),
    [`${architecture}.attention.head_count`]: u32(heads),
    [`${architecture}.attention.head_count_kv`]: u32(keyValueHeads),
    [`${architecture}.attention.key_length`]: u32(headLength),
    [`${architecture}.attention.value_length`]: u32(headLength),
    [`${architecture}.attention.layer_norm_rms_epsilon`]: f32(1e-5),
    [`${architecture}.rope.freq_base`]: f32(10_000),
    [`${architecture}.vocab_size`]: u32(vocabulary.size),
  };
  writeModelFile({
    path,
    metadata: {
      ...common,
      ...metadata,
      ...vocabulary.metadata,
      "tokenizer.chat_template": text(chatTemplate),
    },
    tensors: [
      weights("token_embd", width, vocabulary.size),
      ...Array.from({ length: layers }, (_, layer) => block(layer)).flat(),
      vector("output_norm.weight", width, () => decisiveness),
      { ...weights("output", width, vocabulary.size), content: "output" },
    ],
    silentRows: vocabulary.silent,
  });
}

export function weights(name: string, from: number, to: number): ModelTensor {
  return { name: `${name}.weight`, dimensions: [from, to], type: "F32", content: "random" };
}

export function vector(name: string, length: number, content: ElementValue = ones): ModelTensor {
  return { name, dimensions: [length], type: "F32", content };
}

/** Attention with norms of queries and keys; `queryParts` is 2 where a gate comes with each query. */
export function attention(block: string, queryParts = 1): readonly ModelTensor[] {
  const { width, heads, keyValueHeads, headLength } = decoderShape;
  return [
    weights(`${block}.attn_q`, width, heads * headLength * queryParts),
    weights(`${block}.attn_k`, width, keyValueHeads * headLength),
    weights(`${block}.attn_v`, width, keyValueHeads * headLength),
    weights(`${block}.attn_output`, heads * headLength, width),
    vector(`${block}.attn_q_norm.weight`, headLength),
    vector(`${block}.attn_k_norm.weight`, headLength),
  ];
}

export function feedForward(block: string): readonly ModelTensor[] {
  const { width, feedForward: inner } = decoderShape;
  return [
    weights(`${block}.ffn_gate`, width, inner),
    weights(`${block}.ffn_up`, width, inner),
    weights(`${block}.ffn_down`, inner, width),
  ];
}
