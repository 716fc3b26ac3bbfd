import { bool, numbers, text, texts, u32, type EntryValue } from "./gguf-bytes";

/** Token types of llama.cpp. */
const types = { normal: 1, unknown: 2, control: 3, byte: 6 } as const;

interface Token {
  readonly text: string;
  readonly score: number;
  readonly type: number;
}

const words =
  "the and a to was in he she it of with said that his her they had day for you little very on is one so big not " +
  "girl boy saw play happy there were once upon time mom dad went home tree dog cat bird sun water friend " +
  "user assistant system hello world what are how can help capital France Paris question answer model local";

/**
 * A vocabulary of its own, so that generated models need no other file: SentencePiece-like ("llama"), with byte fallback, every
 * printable ASCII character and some words, each word with all its beginnings so that merging reaches it.
 */
export interface TinyVocabulary {
  readonly size: number;
  /** The first tokens, whose output rows are zeros: control and byte tokens, which a greedy answer must not hold. */
  readonly silent: number;
  readonly metadata: Readonly<Record<string, EntryValue>>;
}

/** `size` adds made-up words up to that many tokens; below the natural size (about 540) it changes nothing. */
export function tinyVocabulary(size = 0): TinyVocabulary {
  const silent = silentTokens();
  const tokens = [...silent, ...characterTokens(), ...wordTokens()];
  for (let index = tokens.length; index < size; index++) {
    tokens.push({ text: `\u2581zq${index.toString(36)}x`, score: -1e6 - index, type: types.normal });
  }
  return {
    size: tokens.length,
    silent: silent.length,
    metadata: {
      "tokenizer.ggml.model": text("llama"),
      "tokenizer.ggml.tokens": texts(tokens.map((token) => token.text)),
      "tokenizer.ggml.scores": numbers(
        "f32",
        tokens.map((token) => token.score),
      ),
      "tokenizer.ggml.token_type": numbers(
        "i32",
        tokens.map((token) => token.type),
      ),
      "tokenizer.ggml.unknown_token_id": u32(0),
      "tokenizer.ggml.bos_token_id": u32(1),
      "tokenizer.ggml.eos_token_id": u32(2),
      "tokenizer.ggml.eot_token_id": u32(4),
      "tokenizer.ggml.add_bos_token": bool(true),
      "tokenizer.ggml.add_space_prefix": bool(true),
    },
  };
}

/** ChatML, in the form that most small chat models carry. */
export const chatmlTemplate =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}" +
  "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

function silentTokens(): readonly Token[] {
  const special: readonly Token[] = [
    { text: "<unk>", score: 0, type: types.unknown },
    { text: "<s>", score: 0, type: types.control },
    { text: "</s>", score: 0, type: types.control },
    { text: "<|im_start|>", score: 0, type: types.control },
    { text: "<|im_end|>", score: 0, type: types.control },
  ];
  const bytes = Array.from({ length: 256 }, (_, byte) => ({
    text: `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`,
    score: 0,
    type: types.byte,
  }));
  return [...special, ...bytes];
}

function characterTokens(): readonly Token[] {
  const printable = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index));
  return ["\u2581", ...printable].map((character, index) => ({
    text: character,
    score: -10_000 - index,
    type: types.normal,
  }));
}

/** Longer pieces have better scores, so that a text is cut into as few tokens as there are. */
function wordTokens(): readonly Token[] {
  const pieces = new Set<string>();
  for (const word of words.split(" ")) {
    for (let length = 1; length <= word.length; length++) pieces.add(`\u2581${word.slice(0, length)}`);
  }
  return [...pieces].map((piece, index) => ({ text: piece, score: -1_000 * (30 - piece.length) - index, type: 1 }));
}
