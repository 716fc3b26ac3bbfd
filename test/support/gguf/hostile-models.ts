import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bool, f32, text, texts, u32 } from "./gguf-bytes";
import { plainFile } from "./plain-models";
import { presets } from "./presets";
import { writeTinyLlama } from "./write-tiny-llama";
import { zeroLlama } from "./zero-llama";

/** Well-formed files, which only the engine can find to be bad: by file name, each what a request to it may meet. */
export function writeHostileModels(folder: string): readonly string[] {
  const names: string[] = [];
  const write = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, `${name}.gguf`), bytes);
    names.push(name);
  };
  write("without-its-tensors", plainFile());
  write("matrices-of-i32", zeroLlama("I32"));
  write("end-token-out-of-range", zeroLlama("F32", { "tokenizer.ggml.eos_token_id": u32(4_000_000) }));
  write("no-beginning-token", zeroLlama("F32", { "tokenizer.ggml.bos_token_id": u32(2 ** 31) }));
  write("one-token", zeroLlama("F32", fewTokens(["a"])));
  write("no-tokens-for-bytes", zeroLlama("F32", fewTokens(["<unk>", "<s>", "</s>", "a"])));
  write("rotation-infinite", zeroLlama("F32", { "llama.rope.freq_base": f32(Number.POSITIVE_INFINITY) }));
  write("context-of-2-31", zeroLlama("F32", { "llama.context_length": u32(2 ** 31 - 1) }));
  write("no-token-types", zeroLlama("F32", { "tokenizer.ggml.token_type": null }));
  write("unknown-tokenizer", zeroLlama("F32", { "tokenizer.ggml.model": text("abacus") }));
  write("merges-missing", zeroLlama("F32", { "tokenizer.ggml.model": text("gpt2") }));
  write("wordpiece-without-tokens", zeroLlama("F32", { "tokenizer.ggml.model": text("bert") }));
  write("unigram-of-nothing", zeroLlama("F32", { "tokenizer.ggml.model": text("t5") }));
  write("rwkv-tokenizer", zeroLlama("F32", { "tokenizer.ggml.model": text("rwkv") }));
  write("pooling-on-a-decoder", zeroLlama("F32", { "llama.pooling_type": u32(4) }));
  write("not-causal", zeroLlama("F32", { "llama.attention.causal": bool(false) }));
  write("unknown-architecture", renamedArchitecture());
  write("weights-of-nan", withoutNumbers(folder));
  return names;
}

function fewTokens(tokens: readonly string[]) {
  return {
    "tokenizer.ggml.tokens": texts(tokens),
    "tokenizer.ggml.scores": null,
    "tokenizer.ggml.token_type": null,
  };
}

function renamedArchitecture(): Buffer {
  return zeroLlama("F32", { "general.architecture": text("lllama"), ...lllama });
}

const lllama = {
  "lllama.context_length": u32(128),
  "lllama.embedding_length": u32(64),
  "lllama.block_count": u32(2),
  "lllama.attention.head_count": u32(4),
};

/** A model that works, whose last weights are bits that are no numbers. */
function withoutNumbers(folder: string): Buffer {
  const path = join(folder, "weights-of-nan.gguf");
  writeTinyLlama({ ...presets.tiny, path });
  const bytes = readFileSync(path);
  return Buffer.from(bytes.fill(0xff, bytes.length - 50_000));
}
