import { describe, expect, it } from "vitest";
import { inspectModel } from "../../../../../src/main/core/gguf/inspect-model";
import { BufferSource } from "../../../../support/gguf/buffer-source";
import {
  number32,
  number64,
  numbers,
  text,
  texts,
  u32,
  type EntryValue,
  type TensorPlan,
} from "../../../../support/gguf/gguf-bytes";
import { plainFile, plainFileOf, type Changes } from "../../../../support/gguf/plain-models";

function inspectPlain(changes: Changes = {}) {
  return inspectModel(new BufferSource(plainFile(changes)), "file-name");
}

function inspectOf(architecture: string, changes: Changes = {}) {
  return inspectModel(new BufferSource(plainFileOf(architecture, changes)), "file-name");
}

function matrices(type: string, ...names: readonly string[]): readonly TensorPlan[] {
  return names.map((name) => ({ name, dimensions: [256, 64], type }));
}

describe("what is said of a model", () => {
  it("comes from the tensors, not from any name", () => {
    const { description, dimensions, tensorTypes } = inspectPlain();
    expect(description).toEqual({
      parameters: 256 + 4096 + 4096 + 64,
      activeParameters: 8512,
      bitsPerWeight: ((1024 + 4352 + 4352 + 256) * 8) / 8512,
      quantization: "Q8_0",
      quality: "full",
      architecture: "llama",
      displayName: "Plain",
      contextLength: 128,
      capabilities: ["completion"],
      licence: null,
      source: null,
    });
    expect(dimensions).toEqual({
      architecture: "llama",
      weightsBytes: 9984,
      activeWeightsBytes: 9984,
      layers: 2,
      embeddingLength: 64,
      feedForwardLength: 96,
      vocabularySize: 4,
      contextLength: 128,
      attentionHeads: 4,
      keyValueHeads: [2, 2],
      keyLength: 16,
      valueLength: 16,
    });
    expect(tensorTypes).toEqual([
      { type: "Q8_0", tensors: 2, bytes: 8704 },
      { type: "F32", tensors: 2, bytes: 1280 },
    ]);
  });

  it("calls 8 bits per weight and more full quality, less experimental", () => {
    const quality = (type: string) => inspectPlain({ tensors: matrices(type, "a.weight") }).description.quality;
    expect(["F32", "BF16", "F16", "Q8_0", "I8"].map(quality)).toEqual(["full", "full", "full", "full", "full"]);
    expect(["Q6_K", "Q4_K", "MXFP4", "IQ2_XXS", "TQ1_0"].map(quality)).toEqual(new Array(5).fill("experimental"));
  });

  it("counts of the experts only those that a token uses", () => {
    const { description } = inspectPlain({
      metadata: { "llama.expert_count": u32(8), "llama.expert_used_count": u32(2) },
      tensors: [
        { name: "token_embd.weight", dimensions: [64, 4], type: "F32" },
        { name: "blk.0.ffn_up_exps.weight", dimensions: [64, 96, 8], type: "Q8_0" },
        { name: "blk.0.ffn_up_shexp.weight", dimensions: [64, 96], type: "Q8_0" },
      ],
    });
    expect(description.parameters).toBe(256 + 64 * 96 * 9);
    expect(description.activeParameters).toBe(256 + 64 * 96 * 3);
  });

  it("takes licence and source from the metadata and keeps escape sequences out of every line", () => {
    const { description, metadata } = inspectPlain({
      metadata: {
        "general.name": text("Evil\u001b[31m\nName\u202e"),
        "general.license": text("mit"),
        "general.source.url": text("https://example.org/model"),
        "general.description": text("line\u0007bell"),
      },
    });
    expect(description.displayName).toBe("Evil [31m Name");
    expect(description.licence).toBe("mit");
    expect(description.source).toBe("https://example.org/model");
    expect(metadata["general.description"]).toBe("line bell");
  });

  it("names a licence that is no common one by its own name", () => {
    const licence = (metadata: Record<string, EntryValue>) => inspectPlain({ metadata }).description.licence;
    expect(licence({ "general.license": text("other"), "general.license.name": text("qwen-research") })).toBe(
      "qwen-research",
    );
    expect(licence({ "general.license": text("other") })).toBe("other");
    expect(licence({ "general.license": text("mit"), "general.license.name": text("MIT License") })).toBe("mit");
  });

  it("names a model after its file when its own name is missing or says nothing", () => {
    expect(inspectPlain({ metadata: { "general.name": null } }).description.displayName).toBe("file-name");
    expect(inspectPlain({ metadata: { "general.name": text("llama") } }).description.displayName).toBe("file-name");
    expect(inspectPlain({ metadata: { "general.name": u32(3) } }).description.displayName).toBe("file-name");
  });

  it("sums up long values instead of cutting them", () => {
    const { metadata, template } = inspectPlain({
      metadata: {
        "a.words": texts(new Array<string>(100).fill("word")),
        "a.tags": texts(["one", "two"]),
        "a.essay": text("x".repeat(2_000)),
        "a.book": text("x".repeat(20_000)),
        "tokenizer.chat_template": text("{{ messages }}"),
      },
    });
    expect(metadata["a.words"]).toBe("string[100]");
    expect(metadata["a.tags"]).toBe("[one, two]");
    expect(metadata["a.essay"]).toBe("text of 2000 characters");
    expect(metadata["a.book"]).toBe("text of 20000 bytes");
    expect(metadata["tokenizer.chat_template"]).toBeUndefined();
    expect(template).toBe("{{ messages }}");
  });
});

describe("what a model can do", () => {
  const withTemplate = (template: string) =>
    inspectPlain({ metadata: { "tokenizer.chat_template": text(template) } }).description.capabilities;

  it("is read off its template", () => {
    expect(withTemplate("{{ messages }}")).toEqual(["completion", "chat"]);
    expect(withTemplate("{% if tools %}{{ tools }}{% endif %}")).toEqual(["completion", "chat", "tools"]);
    expect(withTemplate("<think>")).toEqual(["completion", "chat", "thinking"]);
    expect(withTemplate("{{ message.reasoning_content }} {{ tools }}")).toEqual([
      "completion",
      "chat",
      "tools",
      "thinking",
    ]);
  });

  it("is embedding for encoders and for models trained to pool, ranking where they were trained to rank", () => {
    expect(inspectOf("bert").description.capabilities).toEqual(["embedding"]);
    expect(inspectOf("qwen3", { metadata: { "qwen3.pooling_type": u32(3) } }).description.capabilities).toEqual([
      "embedding",
    ]);
    expect(inspectOf("bert", { metadata: { "bert.pooling_type": u32(4) } }).description.capabilities).toEqual([
      "reranking",
    ]);
    expect(inspectOf("qwen3", { metadata: { "qwen3.pooling_type": u32(0) } }).description.capabilities).toEqual([
      "completion",
    ]);
  });
});

describe("the dimensions of hybrid and recurrent models", () => {
  it("have no key-value heads where the metadata say that only every n-th layer attends", () => {
    const { dimensions } = inspectOf("qwen35", {
      metadata: { "qwen35.block_count": u32(8), "qwen35.full_attention_interval": u32(4) },
    });
    expect(dimensions.keyValueHeads).toEqual([0, 0, 0, 2, 0, 0, 0, 2]);
  });

  it("keep none in prediction layers, which are never computed", () => {
    const { dimensions } = inspectOf("qwen35", {
      metadata: {
        "qwen35.block_count": u32(5),
        "qwen35.full_attention_interval": u32(4),
        "qwen35.nextn_predict_layers": u32(1),
      },
    });
    expect(dimensions.keyValueHeads).toEqual([0, 0, 0, 2, 0]);
  });

  it("have none where a layer has a state and no key projection", () => {
    const { dimensions } = inspectOf("falcon-h1", {
      metadata: { "falcon-h1.block_count": u32(3) },
      tensors: matrices(
        "F16",
        "blk.0.ssm_in.weight",
        "blk.1.ssm_in.weight",
        "blk.1.attn_k.weight",
        "blk.2.attn_k.weight",
      ),
    });
    expect(dimensions.keyValueHeads).toEqual([0, 2, 2]);
  });

  it("take the per-layer values of the file", () => {
    const { dimensions } = inspectPlain({ metadata: { "llama.attention.head_count_kv": numbers("u32", [0, 4]) } });
    expect(dimensions.keyValueHeads).toEqual([0, 4]);
  });

  it("accept no heads at all in a recurrent architecture", () => {
    const { dimensions } = inspectOf("mamba", {
      metadata: {
        "mamba.attention.head_count": u32(0),
        "mamba.attention.head_count_kv": null,
        "mamba.rope.dimension_count": null,
      },
    });
    expect(dimensions.keyValueHeads).toEqual([0, 0]);
    expect(dimensions.keyLength).toBe(0);
  });

  it("prefer explicit head lengths, and the file's own head count without key-value heads", () => {
    const { dimensions } = inspectPlain({
      metadata: {
        "llama.attention.key_length": u32(192),
        "llama.attention.value_length": u32(128),
        "llama.attention.head_count_kv": null,
      },
    });
    expect([dimensions.keyLength, dimensions.valueLength]).toEqual([192, 128]);
    expect(dimensions.keyValueHeads).toEqual([4, 4]);
  });

  it("take the vocabulary from the embedding when the file has no tokens", () => {
    const { dimensions } = inspectPlain({
      metadata: { "tokenizer.ggml.model": text("no_vocab"), "tokenizer.ggml.tokens": null },
    });
    expect(dimensions.vocabularySize).toBe(4);
  });
});

describe("a vocabulary", () => {
  const sizeOf = (entry: EntryValue) =>
    inspectPlain({ metadata: { "tokenizer.ggml.tokens": entry } }).dimensions.vocabularySize;

  it("may hold several tokens without a text, which the engine numbers", () => {
    expect(sizeOf(texts(["<unk>", "", "", "a"]))).toBe(4);
  });

  it("may hold tokens that differ only in bytes which are no text", () => {
    const token = (byte: number) => Buffer.concat([number64(1), Buffer.from([byte])]);
    const bytes = Buffer.concat([number32(8), number64(2), token(0xfe), token(0xff)]);
    expect(sizeOf({ type: "raw", typeId: 9, bytes })).toBe(2);
  });

  it("of a model named Phi-3 has the tokens that the engine looks up", () => {
    const name = { "general.name": text("Phi-3 mini") };
    const tokens = ["<unk>", "<s>", "</s>", "<|endoftext|>"];
    const inspected = inspectPlain({ metadata: { ...name, "tokenizer.ggml.tokens": texts(tokens) } });
    expect(inspected.description.displayName).toBe("Phi-3 mini");
  });
});

describe("what only some architectures keep", () => {
  it("is a window, of the layers that the architecture gives it or the file names", () => {
    const window = { "gemma3.attention.sliding_window": u32(512), "gemma3.block_count": u32(8) };
    const { slidingWindow } = inspectOf("gemma3", { metadata: window }).dimensions;
    expect(slidingWindow).toMatchObject({ tokens: 512, keyLength: 16, valueLength: 16 });
    expect(slidingWindow?.layers).toEqual([true, true, true, true, true, false, true, true]);
    const named = { ...window, "gemma3.attention.sliding_window_pattern": numbers("bool", [0, 1, 0, 1, 0, 1, 0, 1]) };
    expect(inspectOf("gemma3", { metadata: named }).dimensions.slidingWindow?.layers.slice(0, 2)).toEqual([
      false,
      true,
    ]);
  });

  it("is no window where the engine ignores it", () => {
    const { dimensions } = inspectPlain({ metadata: { "llama.attention.sliding_window": u32(4_096) } });
    expect(dimensions.slidingWindow).toBeUndefined();
  });

  it("is one key for all heads where attention is latent, and no values", () => {
    const { dimensions } = inspectOf("deepseek2", {
      metadata: {
        "deepseek2.attention.head_count_kv": u32(1),
        "deepseek2.attention.key_length": u32(576),
        "deepseek2.attention.value_length": u32(512),
        "deepseek2.attention.kv_lora_rank": u32(512),
        "deepseek2.attention.key_length_mla": u32(192),
        "deepseek2.attention.value_length_mla": u32(128),
      },
    });
    expect(dimensions).toMatchObject({
      keyLength: 576,
      valueLength: 0,
      latent: { rank: 512, keyLength: 192, valueLength: 128 },
    });
  });

  it("is an index of keys beside the usual ones, and what experts compute with", () => {
    const { dimensions } = inspectOf("glm-dsa", {
      metadata: {
        "glm-dsa.block_count": u32(4),
        "glm-dsa.nextn_predict_layers": u32(1),
        "glm-dsa.attention.indexer.key_length": u32(128),
        "glm-dsa.attention.key_length_mla": u32(256),
        "glm-dsa.attention.value_length_mla": u32(256),
        "glm-dsa.expert_count": u32(8),
        "glm-dsa.expert_used_count": u32(2),
        "glm-dsa.expert_feed_forward_length": u32(32),
      },
    });
    expect(dimensions).toMatchObject({
      indexer: { layers: 3, keyLength: 128, valueLength: 0 },
      experts: { used: 2, feedForwardLength: 32 },
      keyValueHeads: [2, 2, 2, 0],
    });
  });

  it("is a state of fixed size: of a convolution, of what is remembered, or of both", () => {
    const stateOf = (architecture: string, metadata: NonNullable<Changes["metadata"]>, tensor: string) =>
      inspectOf(architecture, { metadata, tensors: matrices("Q8_0", `blk.0.${tensor}`) }).dimensions.recurrent;
    const spaces = { "mamba2.ssm.conv_kernel": u32(4), "mamba2.ssm.inner_size": u32(512) };
    const groups = { "mamba2.ssm.state_size": u32(64), "mamba2.ssm.group_count": u32(2) };
    expect(stateOf("mamba2", { ...spaces, ...groups }, "ssm_in.weight")).toMatchObject({
      layers: 1,
      convolution: 3 * (512 + 2 * 2 * 64),
      memory: 64 * 512,
    });
    expect(stateOf("lfm2", { "lfm2.shortconv.l_cache": u32(3) }, "shortconv.conv.weight")).toMatchObject({
      convolution: 2 * 64,
      memory: 0,
    });
    expect(stateOf("rwkv7", { "rwkv7.wkv.head_size": u32(16) }, "time_mix_w1.weight")).toMatchObject({
      convolution: 2 * 64,
      memory: 64 * 16,
    });
    const delta = { "kimi-linear.kda.head_dim": u32(16), "kimi-linear.ssm.conv_kernel": u32(4) };
    expect(stateOf("kimi-linear", delta, "ssm_a")).toMatchObject({ convolution: 3 * 3 * 64, memory: 64 * 16 });
    expect(inspectPlain().dimensions.recurrent).toBeUndefined();
  });

  it("is nothing at all for an encoder, and nothing of its own for a layer that reads another's keys", () => {
    expect(inspectOf("bert").dimensions.keyValueHeads).toEqual([0, 0]);
    const shared = { "gemma4.attention.shared_kv_layers": u32(1) };
    expect(inspectOf("gemma4", { metadata: shared }).dimensions.keyValueHeads).toEqual([2, 0]);
  });
});
