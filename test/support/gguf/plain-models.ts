import { encodeFile, f32, text, texts, u32, type EntryValue, type HeaderPlan, type TensorPlan } from "./gguf-bytes";

export interface Changes {
  /** Replaces or adds entries; null takes one out. */
  readonly metadata?: Readonly<Record<string, EntryValue | null>>;
  readonly tensors?: readonly TensorPlan[];
  readonly version?: number;
}

const smallest: HeaderPlan = {
  metadata: {
    "general.architecture": text("llama"),
    "general.name": text("Plain"),
    "llama.context_length": u32(128),
    "llama.embedding_length": u32(64),
    "llama.block_count": u32(2),
    "llama.feed_forward_length": u32(96),
    "llama.attention.head_count": u32(4),
    "llama.attention.head_count_kv": u32(2),
    "llama.attention.layer_norm_rms_epsilon": f32(1e-5),
    "llama.rope.dimension_count": u32(16),
    "tokenizer.ggml.model": text("llama"),
    "tokenizer.ggml.tokens": texts(["<unk>", "<s>", "</s>", "a"]),
  },
  tensors: [
    { name: "token_embd.weight", dimensions: [64, 4], type: "F32" },
    { name: "blk.0.attn_q.weight", dimensions: [64, 64], type: "Q8_0" },
    { name: "blk.1.attn_q.weight", dimensions: [64, 64], type: "Q8_0" },
    { name: "output_norm.weight", dimensions: [64], type: "F32" },
  ],
};

/** The header of a small, well-formed model with zero weights; for the parser, which reads no weights. */
export function plainPlan(changes: Changes = {}): HeaderPlan {
  return {
    version: changes.version ?? 3,
    metadata: withChanges(smallest.metadata, changes.metadata),
    tensors: changes.tensors ?? smallest.tensors,
  };
}

export function plainFile(changes: Changes = {}): Buffer {
  return encodeFile(plainPlan(changes));
}

/** The same under another architecture's name, whose keys the changes may then replace. */
export function plainFileOf(architecture: string, changes: Changes = {}): Buffer {
  const { metadata, tensors } = plainPlan();
  const renamed = Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => [key.replace(/^llama\./, `${architecture}.`), value]),
  );
  return encodeFile({
    metadata: withChanges({ ...renamed, "general.architecture": text(architecture) }, changes.metadata),
    tensors: changes.tensors ?? tensors,
  });
}

function withChanges(metadata: HeaderPlan["metadata"], changes: Changes["metadata"] = {}): HeaderPlan["metadata"] {
  const result: Record<string, EntryValue> = {};
  for (const [key, value] of Object.entries<EntryValue | null>({ ...metadata, ...changes })) {
    if (value !== null) result[key] = value;
  }
  return result;
}
