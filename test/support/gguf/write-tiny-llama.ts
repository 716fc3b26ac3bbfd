import { f32, text, u32 } from "./gguf-bytes";
import type { WeightType } from "./tensor-noise";
import { chatmlTemplate, tinyVocabulary } from "./tiny-vocabulary";
import { ones, writeModelFile, type ModelTensor } from "./write-model-file";

export interface TinyLlama {
  readonly path: string;
  readonly name?: string;
  readonly layers: number;
  /** Embedding length; a multiple of 32, and of `heads`. */
  readonly width: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  /** A multiple of 32. */
  readonly feedForward: number;
  readonly context: number;
  readonly type: WeightType;
  readonly seed?: number;
  /** Tokens; the natural vocabulary of about 540 is padded to this. */
  readonly vocabulary?: number;
  /** `chatml`, a template's text, or null for none. */
  readonly chatTemplate?: string | null;
}

/**
 * Writes a model of the llama architecture with random weights and its own tokenizer, which the engine loads and generates from.
 * Greedy decoding neither ends early nor leaves printable text: the output rows of control and byte tokens are zeros.
 * Needs a few megabytes of memory, whatever the size. Returns the size in bytes.
 */
export function writeTinyLlama(model: TinyLlama): number {
  const vocabulary = tinyVocabulary(model.vocabulary);
  return writeModelFile({
    path: model.path,
    metadata: planMetadata(model, vocabulary),
    tensors: planTensors(model, vocabulary.size),
    silentRows: vocabulary.silent,
    seed: model.seed,
  });
}

function planMetadata(model: TinyLlama, vocabulary: ReturnType<typeof tinyVocabulary>) {
  const headLength = model.width / model.heads;
  const template = model.chatTemplate === "chatml" ? chatmlTemplate : (model.chatTemplate ?? null);
  return {
    "general.architecture": text("llama"),
    "general.name": text(model.name ?? "Tiny Llama"),
    "general.license": text("cc0-1.0"),
    "general.file_type": u32({ F32: 0, F16: 1, Q8_0: 7 }[model.type]),
    "llama.context_length": u32(model.context),
    "llama.embedding_length": u32(model.width),
    "llama.block_count": u32(model.layers),
    "llama.feed_forward_length": u32(model.feedForward),
    "llama.attention.head_count": u32(model.heads),
    "llama.attention.head_count_kv": u32(model.keyValueHeads),
    "llama.attention.layer_norm_rms_epsilon": f32(1e-5),
    "llama.rope.dimension_count": u32(headLength),
    "llama.rope.freq_base": f32(10_000),
    "llama.vocab_size": u32(vocabulary.size),
    ...vocabulary.metadata,
    ...(template === null ? {} : { "tokenizer.chat_template": text(template) }),
  };
}

function planTensors(model: TinyLlama, vocabularySize: number): readonly ModelTensor[] {
  const { width, feedForward } = model;
  const keyValueWidth = (width / model.heads) * model.keyValueHeads;
  const weights = (
    name: string,
    from: number,
    to: number,
    content: ModelTensor["content"] = "random",
  ): ModelTensor => ({
    name: `${name}.weight`,
    dimensions: [from, to],
    type: model.type,
    content,
  });
  const norm = (name: string): ModelTensor => ({
    name: `${name}.weight`,
    dimensions: [width],
    type: "F32",
    content: ones,
  });
  const block = (layer: number): readonly ModelTensor[] => [
    norm(`blk.${layer}.attn_norm`),
    weights(`blk.${layer}.attn_q`, width, width),
    weights(`blk.${layer}.attn_k`, width, keyValueWidth),
    weights(`blk.${layer}.attn_v`, width, keyValueWidth),
    weights(`blk.${layer}.attn_output`, width, width),
    norm(`blk.${layer}.ffn_norm`),
    weights(`blk.${layer}.ffn_gate`, width, feedForward),
    weights(`blk.${layer}.ffn_up`, width, feedForward),
    weights(`blk.${layer}.ffn_down`, feedForward, width),
  ];
  return [
    weights("token_embd", width, vocabularySize),
    ...Array.from({ length: model.layers }, (_, layer) => block(layer)).flat(),
    norm("output_norm"),
    weights("output", width, vocabularySize, "output"),
  ];
}
