import { bool, f32, text, u32, type EntryValue } from "./gguf-bytes";
import { wordPieceVocabulary, wordStart } from "./word-piece-vocabulary";
import { ones, writeModelFile, zeros, type ElementValue, type ModelTensor } from "./write-model-file";

const width = 64;
const heads = 4;
const inner = 96;
const context = 512;
const words = ["the", "capital", "of", "france", "is", "paris", "dog", "and", "cat", "what"];
const pooling = { mean: 1, rank: 4 } as const;

type WeightContent = (name: "attn_v" | "attn_output" | "other") => ModelTensor["content"];

/** Writes a bert with random weights for embeddings: the mean over all tokens. */
export function writeTinyEncoder(path: string): void {
  writeBert(path, { name: "Tiny Encoder", layers: 2, pooling: pooling.mean, embedding: "random", weight: random });
}

/**
 * Writes a bert with a ranking head that scores by counting: the more of a pair's words are `wanted`, the higher. All attention is
 * even and passes on what each word is; only the first component tells the wanted word from others.
 */
export function writeTinyRanker(path: string, wanted: string): void {
  const { tokens } = wordPieceVocabulary(words);
  const wantedRow = tokens.indexOf(`${wordStart}${wanted}`);
  // The mean of a row is subtracted by the norm: every other word gets its length from the second component instead.
  const embedding: ElementValue = (column, row) => (column === (row === wantedRow ? 0 : 1) ? 1 : 0);
  writeBert(path, {
    name: "Tiny Ranker",
    layers: 1,
    pooling: pooling.rank,
    embedding,
    weight: (name) => (name === "other" ? zeros : identity),
    head: [
      tensor("cls.output.weight", [width, 1], (column) => (column === 0 ? 1 : 0)),
      tensor("cls.output.bias", [1], () => -1),
    ],
  });
}

interface Bert {
  readonly name: string;
  readonly layers: number;
  readonly pooling: number;
  readonly embedding: ModelTensor["content"];
  readonly weight: WeightContent;
  readonly head?: readonly ModelTensor[];
}

function writeBert(path: string, { name, layers, pooling: poolingType, embedding, weight, head = [] }: Bert): void {
  const vocabulary = wordPieceVocabulary(words);
  const metadata: Readonly<Record<string, EntryValue>> = {
    "general.architecture": text("bert"),
    "general.name": text(name),
    "general.license": text("cc0-1.0"),
    "general.file_type": u32(0),
    "bert.context_length": u32(context),
    "bert.embedding_length": u32(width),
    "bert.block_count": u32(layers),
    "bert.feed_forward_length": u32(inner),
    "bert.attention.head_count": u32(heads),
    "bert.attention.layer_norm_epsilon": f32(1e-12),
    "bert.attention.causal": bool(false),
    "bert.pooling_type": u32(poolingType),
    ...vocabulary.metadata,
  };
  const plain: ModelTensor["content"] = weight("other");
  const tensors = [
    tensor("token_embd.weight", [width, vocabulary.tokens.length], embedding),
    tensor("token_types.weight", [width, 2], plain),
    tensor("position_embd.weight", [width, context], plain),
    ...norm("token_embd_norm"),
    ...Array.from({ length: layers }, (_, layer) => block(`blk.${layer}`, weight)).flat(),
    ...head,
  ];
  writeModelFile({ path, metadata, tensors, silentRows: 0 });
}

function block(name: string, weight: WeightContent): readonly ModelTensor[] {
  return [
    ...linear(`${name}.attn_q`, width, width, weight("other")),
    ...linear(`${name}.attn_k`, width, width, weight("other")),
    ...linear(`${name}.attn_v`, width, width, weight("attn_v")),
    ...linear(`${name}.attn_output`, width, width, weight("attn_output")),
    ...norm(`${name}.attn_output_norm`),
    ...linear(`${name}.ffn_up`, width, inner, weight("other")),
    ...linear(`${name}.ffn_down`, inner, width, weight("other")),
    ...norm(`${name}.layer_output_norm`),
  ];
}

function linear(name: string, from: number, to: number, content: ModelTensor["content"]): readonly ModelTensor[] {
  return [tensor(`${name}.weight`, [from, to], content), tensor(`${name}.bias`, [to], zeros)];
}

function norm(name: string): readonly ModelTensor[] {
  return [tensor(`${name}.weight`, [width], ones), tensor(`${name}.bias`, [width], zeros)];
}

function tensor(name: string, dimensions: readonly number[], content: ModelTensor["content"]): ModelTensor {
  return { name, dimensions, type: "F32", content };
}

const random: WeightContent = () => "random";
const identity: ElementValue = (column, row) => (column === row ? 1 : 0);
