import { writeFileSync } from "node:fs";
import { padTo } from "../../../../src/main/core/gguf/read-tensors";
import { bool, encodeHeader, f32, numbers, text, texts, u32, type EntryValue, type TensorPlan } from "../gguf-bytes";
import type { BytePairs } from "./byte-pairs";
import { controlTextsOf } from "./control-texts";
import { cutText, type Cut } from "./cut-text";
import type { Matrix } from "./matrix";
import { ScriptVocabulary } from "./script-vocabulary";
import { makeScriptWeights, type Script, type ScriptWeights } from "./script-weights";

export interface ScriptedModel {
  readonly name: string;
  /** A chat template; null for none. */
  readonly template: string | null;
  /** Texts that are one token each, beside those that the template seems to have. */
  readonly controls?: readonly string[];
  /** What the model writes. The first turn has no condition; of those whose condition is met the last is taken. */
  readonly turns: readonly [ScriptedTurn, ...ScriptedTurn[]];
  readonly cut: Cut;
  /** The text of the token that ends an answer. */
  readonly eos: string;
  readonly contextLength?: number;
  /** Merges for prompts; without them every byte is a token. */
  readonly pairs?: BytePairs;
}

export interface ScriptedTurn {
  readonly text: string;
  readonly cut?: Cut;
  /** The token that ends this turn instead of `eos`. */
  readonly endAfter?: string;
  /** The turn is taken when this occurs anywhere in the context (up to 8,000 tokens back): a marker, or a byte that no template has. */
  readonly when?: { readonly control: string } | { readonly byte: number };
}

const beginning = "<s>";
const feedForward = 32;

/**
 * Writes a model that after any prompt emits the text of its turn, token by token, then its end token: greedily and at any usual
 * temperature, since the right token is ahead by a hundred logits and more. Templates, parsers, streams and clients can so be tested
 * through the real engine. Usage may count some tokens more than the text has, since some print nothing.
 */
export function writeScriptedModel(path: string, model: ScriptedModel): void {
  const ends = model.turns.map(({ endAfter }) => endAfter ?? model.eos);
  const conditions = model.turns.flatMap(({ when }) => (when !== undefined && "control" in when ? [when.control] : []));
  const likely = model.template === null ? [] : controlTextsOf(model.template);
  const controls = [...new Set([beginning, model.eos, ...ends, ...conditions, ...(model.controls ?? []), ...likely])];
  const vocabulary = new ScriptVocabulary(controls, [model.eos, ...ends], model.pairs?.texts);
  const scripts = model.turns.map((turn, index): Script => ({
    tokens: vocabulary.script([
      ...cutText(turn.text, turn.cut ?? model.cut, controls),
      { control: ends[index] ?? model.eos },
    ]),
    conditionToken: conditionOf(turn, index, vocabulary),
  }));
  const weights = makeScriptWeights(vocabulary.texts.length, scripts);
  const tensors = tensorsOf(weights);
  const header = encodeHeader({
    metadata: metadataOf(model, vocabulary, weights),
    tensors: tensors.map(({ plan }) => plan),
  });
  const data = tensors.flatMap(({ bytes }) => [bytes, Buffer.alloc(padTo(bytes.length, 32) - bytes.length)]);
  writeFileSync(path, Buffer.concat([header, ...data]));
}

function conditionOf({ when }: ScriptedTurn, index: number, vocabulary: ScriptVocabulary): number | null {
  if ((index === 0) !== (when === undefined)) throw new Error("All turns but the first have a condition.");
  if (when === undefined) return null;
  return "byte" in when ? vocabulary.byteId(when.byte) : vocabulary.idOf(when.control);
}

function metadataOf(
  model: ScriptedModel,
  vocabulary: ScriptVocabulary,
  { layout }: ScriptWeights,
): Readonly<Record<string, EntryValue>> {
  const otherEnd = model.turns.find(({ endAfter }) => endAfter !== undefined)?.endAfter;
  return {
    "general.architecture": text("mpt"),
    "general.name": text(model.name),
    "general.file_type": u32(0),
    "mpt.context_length": u32(model.contextLength ?? 32_768),
    "mpt.embedding_length": u32(layout.width),
    "mpt.block_count": u32(1),
    "mpt.feed_forward_length": u32(feedForward),
    "mpt.attention.head_count": u32(layout.heads),
    "mpt.attention.head_count_kv": u32(layout.heads),
    "mpt.attention.layer_norm_epsilon": f32(1e-6),
    // So small that the slope of every head is 1: a token counts e times less than the next nearer one.
    "mpt.attention.max_alibi_bias": f32(1e-6),
    "tokenizer.ggml.model": text("gpt2"),
    "tokenizer.ggml.pre": text("gpt-2"),
    "tokenizer.ggml.tokens": texts(vocabulary.texts),
    "tokenizer.ggml.token_type": numbers("i32", vocabulary.types),
    "tokenizer.ggml.merges": texts(model.pairs?.merges ?? []),
    "tokenizer.ggml.bos_token_id": u32(vocabulary.idOf(beginning)),
    "tokenizer.ggml.eos_token_id": u32(vocabulary.idOf(model.eos)),
    ...(otherEnd === undefined ? {} : { "tokenizer.ggml.eot_token_id": u32(vocabulary.idOf(otherEnd)) }),
    "tokenizer.ggml.add_bos_token": bool(false),
    ...(model.template === null ? {} : { "tokenizer.chat_template": text(model.template) }),
  };
}

interface Tensor {
  readonly plan: TensorPlan;
  readonly bytes: Buffer;
}

function tensorsOf(weights: ScriptWeights): readonly Tensor[] {
  const { width } = weights.layout;
  const norm = (name: string): Tensor => ({
    plan: { name: `${name}.weight`, dimensions: [width], type: "F32" },
    bytes: Buffer.from(weights.norm.buffer),
  });
  const zeros = (name: string, from: number, to: number): Tensor => ({
    plan: { name: `${name}.weight`, dimensions: [from, to], type: "F32" },
    bytes: Buffer.alloc(4 * from * to),
  });
  return [
    tensorOf("token_embd", weights.embedding),
    norm("blk.0.attn_norm"),
    tensorOf("blk.0.attn_qkv", weights.attentionInput),
    tensorOf("blk.0.attn_output", weights.attentionOutput),
    norm("blk.0.ffn_norm"),
    zeros("blk.0.ffn_up", width, feedForward),
    zeros("blk.0.ffn_down", feedForward, width),
    norm("output_norm"),
    tensorOf("output", weights.output),
  ];
}

function tensorOf(name: string, matrix: Matrix): Tensor {
  return {
    plan: { name: `${name}.weight`, dimensions: [matrix.columns, matrix.rows], type: "F32" },
    bytes: matrix.bytes(),
  };
}
