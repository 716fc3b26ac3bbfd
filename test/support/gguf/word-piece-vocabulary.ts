import { numbers, text, texts, u32, type EntryValue } from "./gguf-bytes";

interface WordPieceVocabulary {
  readonly tokens: readonly string[];
  readonly metadata: Readonly<Record<string, EntryValue>>;
}

const special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] as const;
const letters = Array.from("abcdefghijklmnopqrstuvwxyz0123456789");
/** A word's first piece begins with it. */
export const wordStart = "\u2581";

/** The vocabulary of a BERT: the given words whole, all others letter by letter. */
export function wordPieceVocabulary(words: readonly string[]): WordPieceVocabulary {
  const tokens = [...special, ...letters, ...[...letters, ...words].map((word) => `${wordStart}${word}`)];
  const id = (token: (typeof special)[number]) => u32(special.indexOf(token));
  return {
    tokens,
    metadata: {
      "tokenizer.ggml.model": text("bert"),
      "tokenizer.ggml.tokens": texts(tokens),
      "tokenizer.ggml.token_type": numbers(
        "i32",
        tokens.map((_, index) => (index < special.length ? controlType : normalType)),
      ),
      "tokenizer.ggml.token_type_count": u32(2),
      "tokenizer.ggml.padding_token_id": id("[PAD]"),
      "tokenizer.ggml.unknown_token_id": id("[UNK]"),
      "tokenizer.ggml.bos_token_id": id("[CLS]"),
      "tokenizer.ggml.eos_token_id": id("[SEP]"),
      "tokenizer.ggml.seperator_token_id": id("[SEP]"),
      "tokenizer.ggml.mask_token_id": id("[MASK]"),
    },
  };
}

const normalType = 1;
const controlType = 3;
